"""Bilateral trade as tables: by product, by group of US exports, the balance in steps, where lost exports go."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.baseline import Baseline
from model.bilateral import goods
from model.market.demand import Array
from model.outcome import OTHER, THIS, Outcome
from model.tariffs import MONTHS, YEAR

UNITED_STATES = "united-states"


@dataclass(frozen=True, eq=False)
class TradeTables:
    """Make the tables of a scenario (row 0 of the outcome) beside its reference (row 1)."""

    outcome: Outcome
    baseline: Baseline

    def products(self) -> pd.DataFrame:
        """Return one row a product, a year: value, rate, quantity, duty revenue, what is lost and sold elsewhere."""
        t = self.outcome.trade
        value, revenue = self._both(t.exports), self._both(t.revenue)
        quantity = self.outcome.year(np.exp(t.quantity)) / YEAR
        return self.baseline.products[["product", "name", "regime", "kind"]].assign(
            imports_2024_usd_bn=goods(self.baseline).imports, value_usd_bn=value[THIS],
            reference_usd_bn=value[OTHER], change_usd_bn=value[THIS] - value[OTHER],
            change_percent=100 * (value[THIS] / value[OTHER] - 1),
            quantity_change_percent=100 * (quantity[THIS] / quantity[OTHER] - 1),
            rate_percent=100 * revenue[THIS] / value[THIS], revenue_usd_bn=revenue[THIS],
            added_revenue_usd_bn=revenue[THIS] - revenue[OTHER], lost_usd_bn=self._both(t.lost)[THIS],
            diverted_usd_bn=self._both(t.diverted)[THIS],
        )  # fmt: skip

    def us_exports(self) -> pd.DataFrame:
        """Return one row a group of US exports, a year: of 2024, now, pledged, realised, additional, USD bn."""
        t = self.outcome.trade
        value = self._both(t.us_exports)
        table = self.baseline.us_exports[["group", "name", "pledge", "kind"]]
        return table.assign(
            exports_2024_usd_bn=goods(self.baseline).us_exports, value_usd_bn=value[THIS],
            change_usd_bn=value[THIS] - value[OTHER], pledged_usd_bn=self._both(t.pledged)[THIS],
            realised_usd_bn=self._both(t.realised)[THIS], added_usd_bn=self._both(t.added)[THIS],
        )  # fmt: skip

    def balance(self) -> pd.DataFrame:
        """Return Japan's goods balance with the US in steps, JPY bn a year, which add up exactly.

        The balance of 2024; what the exchange rate alone does; what each product and then US exports add to it, all at
        the scenario's exchange rate; the balance.  On Japan's basis.  Steps are slugs, those of products their own.
        """
        t, have = self.outcome.trade, goods(self.baseline)
        exports, alone = self._both(t.exports_yen)[THIS], self._both(t.currency_yen)[THIS]
        imports, imports_alone = self._both(t.us_exports_yen)[THIS], self._both(t.us_currency_yen)[THIS]
        start = have.yen.sum() - have.imports_yen
        currency = alone.sum() - imports_alone - start
        steps = [("balance-2024", start, "total"), ("exchange-rate", currency, "relative")]
        steps += [(name, change, "relative") for name, change in zip(have.names, exports - alone, strict=True)]
        steps += [("us-exports", imports_alone - imports, "relative"), ("balance", exports.sum() - imports, "total")]
        return pd.DataFrame(steps, columns=["step", "jpy_bn", "measure"])

    def months(self) -> pd.DataFrame:
        """Return one row a month: exports, imports and balance in yen on Japan's basis and in dollars on the US's.

        Beside them what the US buys less than in 2024 and what is sold elsewhere, USD bn at the prices of 2024.
        """
        t = self.outcome.trade
        yen, dollars = t.exports_yen.sum(axis=-1), t.exports.sum(axis=-1)
        us = t.us_exports.sum(axis=-1)
        return pd.DataFrame({
            "exports_jpy_bn": yen[THIS], "imports_jpy_bn": t.us_exports_yen[THIS],
            "balance_jpy_bn": yen[THIS] - t.us_exports_yen[THIS],
            "reference_balance_jpy_bn": yen[OTHER] - t.us_exports_yen[OTHER],
            "us_imports_usd_bn": dollars[THIS], "us_exports_usd_bn": us[THIS],
            "us_balance_usd_bn": us[THIS] - dollars[THIS], "reference_us_balance_usd_bn": us[OTHER] - dollars[OTHER],
            "revenue_usd_bn": t.revenue[THIS].sum(axis=-1), "lost_usd_bn": t.lost[THIS].sum(axis=-1),
            "diverted_usd_bn": t.diverted[THIS].sum(axis=-1),
        }, index=pd.Index(MONTHS, name="month"))  # fmt: skip

    def destinations(self) -> pd.DataFrame:
        """Return one row a destination: exports of 2024, of the reference and now, USD bn a year, and their shares.

        Elsewhere it is the exports of 2024 and, in `instead`, the diverted goods at their lower price, split by those
        exports: diverted goods go where Japan sells already.
        """
        t, have = self.outcome.trade, goods(self.baseline)
        diverted = self._both(t.diverted * np.exp(t.diverted_price)).sum(axis=-1)
        to_us = self._both(t.exports).sum(axis=-1)
        places = self.baseline.destinations.query("role == 'part'")
        usd = places["value_jpy_bn"].to_numpy(float) * have.imports.sum() / have.yen.sum()
        instead = have.destinations * diverted[:, None]
        table = pd.DataFrame({
            "destination": [*places["destination"], UNITED_STATES], "name": [*places["name"], "United States"],
            "exports_2024_usd_bn": [*usd, have.imports.sum()],
            "reference_usd_bn": [*(usd + instead[OTHER]), to_us[OTHER]],
            "value_usd_bn": [*(usd + instead[THIS]), to_us[THIS]],
            "reference_instead_usd_bn": [*instead[OTHER], 0.0], "instead_usd_bn": [*instead[THIS], 0.0],
        })  # fmt: skip
        change = table["value_usd_bn"] - table["reference_usd_bn"]
        return table.assign(
            change_usd_bn=change, change_percent=100 * change / table["exports_2024_usd_bn"],
            share_2024_percent=_share(table["exports_2024_usd_bn"]),
            reference_share_percent=_share(table["reference_usd_bn"]), share_percent=_share(table["value_usd_bn"]),
        )  # fmt: skip

    def steps(self) -> pd.Series:
        """Return what changes Japan's exports against the reference, USD bn a year, and last the change itself.

        Goods the US buys less of, at the prices of 2024; lower prices of what it still buys; goods sold elsewhere
        instead, at the prices of 2024; the discount at which they go.
        """
        t, value = self.outcome.trade, goods(self.baseline).imports / YEAR
        bought, to_us = self._change(value * np.expm1(t.quantity)), self._change(t.exports)
        elsewhere = self._change(t.diverted)
        discount = self._change(t.diverted * np.expm1(t.diverted_price))
        parts = {"bought": bought, "prices": to_us - bought, "elsewhere": elsewhere, "discount": discount}
        return pd.Series(parts | {"exports": sum(parts.values())}, name="usd_bn")

    def _both(self, monthly: Array) -> Array:
        """Return the year from the decision of scenario and reference."""
        return self.outcome.year(monthly)

    def _change(self, monthly: Array) -> float:
        """Return the change against the reference of a sum over products, in the year from the decision."""
        year = self._both(monthly).sum(axis=-1)
        return float(year[THIS] - year[OTHER])


def _share(values: pd.Series) -> pd.Series:
    return 100 * values / values.sum()

"""What one policy does beside its reference, as tables and headline numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import pandas as pd

from model import VERSION
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.chain import chain
from model.maker_tables import SPLIT, MakerTables
from model.market.demand import Array
from model.market.fleet import fleet
from model.outcome import Outcome
from model.parameter import Kind
from model.policy import Policy
from model.supplier_tables import SupplierTables
from model.tariffs import MONTHS, YEAR, customs_entries, law_after_decision
from model.trade_tables import TradeTables

THIS, OTHER = 0, 1
JUDGED = ("short", "end_short", "weakest", "failures", "us_added")


class Headline(NamedTuple):
    """Hold one number of the scenario and of the reference, with unit and kind."""

    value: float
    reference: float
    unit: str
    kind: Kind = "estimate"

    @property
    def change(self) -> float:
        """Return the difference to the reference."""
        return self.value - self.reference

    @property
    def percent(self) -> float:
        """Return the difference in percent of the reference."""
        return 100 * (self.value / self.reference - 1)


@dataclass(frozen=True, eq=False)
class Result:
    """Hold what one policy does: row 0 of the outcome is the scenario, row 1 its reference.

    Flows are those of the twelve months from the decision, a year; `lasting` is the year once prices have fully moved
    and the last month's rates are believed, production where it was.
    """

    policy: Policy
    reference: Policy
    assumptions: Assumptions
    baseline: Baseline
    outcome: Outcome
    vehicles: Mapping[str, Array]

    @cached_property
    def digest(self) -> str:
        """Return a name for exactly these inputs."""
        inputs = repr((VERSION, self.policy, self.reference, self.assumptions, self.baseline.digest))
        return sha256(inputs.encode()).hexdigest()[:12]

    @cached_property
    def headline(self) -> dict[str, Headline]:
        """Return the numbers a page opens with, by name."""
        six = fleet(self.baseline).home_japan
        makers, lasting, year = self.outcome.makers, self.outcome.lasting, self.outcome.year
        mean_price = year(makers.basket).sum(axis=1) / fleet(self.baseline).units.sum()
        japan_price = year(makers.japan_basket).sum(axis=1) / self._japan_units
        months = self.outcome.first[:, None] + np.arange(YEAR)

        def pair(values: Array, unit: str) -> Headline:
            return Headline(float(values[THIS]), float(values[OTHER]), unit)

        def mean(rate: Array) -> Array:
            return np.asarray(100 * np.take_along_axis(rate, months, axis=1).mean(axis=1))

        def bn(values: Array) -> Array:
            return np.asarray(values[:, six].sum(axis=1) / 1000)

        return {
            "japan_built": pair(year(makers.built_japan).sum(axis=1), "thousand cars a year"),
            "export_value": pair(year(makers.export_value).sum(axis=1) / 1000, "USD bn a year"),
            "six_duty": pair(bn(year(makers.duty)), "USD bn a year"),
            "six_profit": pair(bn(year(makers.profit)), "USD bn a year"),
            "japan_price": pair(japan_price, "USD thousand a car"),
            "us_price": pair(mean_price, "USD thousand a vehicle"),
            "us_sales": pair(year(makers.sold).sum(axis=1), "thousand vehicles a year"),
            "effective_rate": pair(mean(self.outcome.effective), "percent"),
            "rate_gap": pair(mean(self.outcome.effective) - mean(self.outcome.rival), "percentage points"),
            "lasting_japan_built": pair(YEAR * lasting.built_japan[:, 0].sum(axis=1), "thousand cars a year"),
            "lasting_six_profit": pair(YEAR * bn(lasting.profit[:, 0]), "USD bn a year"),
            **self._other_blocks(),
        }

    def _other_blocks(self) -> dict[str, Headline]:
        """Return the headline numbers of suppliers, trade and economies: flows a year, shares a year on."""
        outcome, year, at = self.outcome, self.outcome.year, int(self.outcome.first[THIS]) + YEAR - 1
        s, t, e = outcome.suppliers, outcome.trade, outcome.economy
        firms = chain(self.baseline).firms / chain(self.baseline).firms.sum()
        yen = year(t.exports_yen).sum(axis=-1) - year(t.us_exports_yen)
        dollars = year(t.us_exports).sum(axis=-1) - year(t.exports).sum(axis=-1)
        numbers = {
            "short": (100 * (s.short[:, at, 0] * firms).sum(axis=-1), "percent of firms"),
            "end_short": (100 * (s.short[:, -1, 0] * firms).sum(axis=-1), "percent of firms"),
            "weakest": (s.weakest[:, at, 0, -1], "months of sales"),
            "orders": (100 * s.orders[:, at, 0, 0], "percent"),
            "balance_jpy": (yen, "JPY bn a year"), "balance_usd": (dollars, "USD bn a year"),
            "exports": (year(t.exports).sum(axis=-1), "USD bn a year"),
            "revenue": (year(t.revenue).sum(axis=-1), "USD bn a year"),
            "us_added": (year(t.added).sum(axis=-1), "USD bn a year"),
            "diverted": (year(t.diverted).sum(axis=-1), "USD bn a year"),
            "lost": (year(t.lost).sum(axis=-1), "USD bn a year"),
            "gdp": (e.gdp_so_far[:, at], "percent"), "gdp_nri": (e.gdp_nri[:, at], "percent"),
            "gdp_daiwa": (e.gdp_daiwa[:, at], "percent"), "us_prices": (e.us_prices[:, at], "percent"),
            "us_growth": (e.us_growth[:, at], "percentage points"),
            "hazard": (100 * e.hazard[:, at], "percent a month"),
        }  # fmt: skip
        numbers["failures"] = (self.suppliers.failures(), "firms a year")
        numbers["jobs"] = (np.array([1000 * float(self.suppliers.jobs()[at]), 0.0]), "jobs")
        return {
            name: Headline(float(pair[THIS]), float(pair[OTHER]), unit, "judgement" if name in JUDGED else "estimate")
            for name, (pair, unit) in numbers.items()
        }

    @cached_property
    def tables_of_makers(self) -> MakerTables:
        """Return the makers' tables."""
        return MakerTables(self.outcome, self.assumptions, self.baseline, self.vehicles)

    @cached_property
    def makers(self) -> pd.DataFrame:
        """Return one row a maker."""
        return self.tables_of_makers.makers()

    @cached_property
    def six(self) -> pd.DataFrame:
        """Return the rows of the six Japanese makers."""
        return self.makers[self.makers["six"]]

    @cached_property
    def profit_parts(self) -> pd.Series:
        """Return the six makers' change of profit by part and, last, its sum, USD bn a year."""
        return self.six[[*(f"{part}_usd_bn" for part in SPLIT), "profit_change_usd_bn"]].sum()

    @cached_property
    def products(self) -> pd.DataFrame:
        """Return one row a nameplate and plant."""
        return self.tables_of_makers.products()

    @cached_property
    def months(self) -> pd.DataFrame:
        """Return one row a month: rates in percent, cars from Japan, sales and prices of scenario and reference."""
        outcome, makers = self.outcome, self.outcome.makers
        prices = makers.basket.sum(axis=2) / (fleet(self.baseline).units.sum() / YEAR)
        frame = {
            "car_rate_percent": 100 * outcome.car_rate[THIS], "effective_percent": 100 * outcome.effective[THIS],
            "reference_effective_percent": 100 * outcome.effective[OTHER], "rival_percent": 100 * outcome.rival[THIS],
            "built_japan_thousand": makers.built_japan[THIS].sum(axis=1),
            "reference_built_japan_thousand": makers.built_japan[OTHER].sum(axis=1),
            "lasting_built_japan_thousand": outcome.lasting.built_japan[THIS].sum(),
            "sold_thousand": makers.sold[THIS].sum(axis=1), "reference_sold_thousand": makers.sold[OTHER].sum(axis=1),
            "price_usd_thousand": prices[THIS], "reference_price_usd_thousand": prices[OTHER],
        }  # fmt: skip
        return pd.DataFrame(frame, index=pd.Index(MONTHS, name="month"))

    @cached_property
    def suppliers(self) -> SupplierTables:
        """Return the suppliers' tables."""
        return SupplierTables(self.outcome, self.policy, self.reference, self.assumptions, self.baseline)

    @cached_property
    def trade(self) -> TradeTables:
        """Return the tables of bilateral trade."""
        return TradeTables(self.outcome, self.baseline)

    @cached_property
    def economy(self) -> pd.DataFrame:
        """Return one row a month: both economies, scenario and reference."""
        both = self.outcome.economy
        columns = {one.name: getattr(both, one.name)[THIS] for one in fields(both)}
        columns |= {f"reference_{one.name}": getattr(both, one.name)[OTHER] for one in fields(both)}
        columns |= {"hazard_percent": 100 * both.hazard[THIS], "reference_hazard_percent": 100 * both.hazard[OTHER]}
        return pd.DataFrame(columns, index=pd.Index(MONTHS, name="month"))

    @cached_property
    def entries(self) -> pd.DataFrame:
        """Return the worked customs entry of every product once the decision holds."""
        return customs_entries(law_after_decision(self.policy, self.baseline), self.baseline)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table by name, with its keys as columns."""
        return {
            "makers": self.makers.reset_index(), "months": self.months.reset_index(),
            "maker_months": self.tables_of_makers.months(), "products": self.products.reset_index(),
            "entries": self.entries, "supplier_tiers": self.suppliers.tiers(),
            "supplier_months": self.suppliers.months(), "chains": self.suppliers.chains(),
            "cascade": self.suppliers.cascade(), "prefectures": self.suppliers.prefectures(),
            "sectors": self.suppliers.sectors(), "trade_products": self.trade.products(),
            "us_exports": self.trade.us_exports(), "balance": self.trade.balance(),
            "trade_months": self.trade.months().reset_index(), "destinations": self.trade.destinations(),
            "economy": self.economy.reset_index(),
        }  # fmt: skip

    @property
    def _japan_units(self) -> float:
        cars = fleet(self.baseline)
        return float(cars.units[cars.built("JP")].sum())

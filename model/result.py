"""What one policy does beside its reference, as tables and headline numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import pandas as pd

from model import VERSION
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.chain import chain
from model.market.calibration import Calibrated
from model.market.demand import Array
from model.market.fleet import fleet
from model.market.path import Path
from model.outcome import Outcome
from model.parameter import Kind
from model.policy import Policy
from model.supplier_tables import SupplierTables
from model.tariffs import MONTHS, YEAR, customs_entries, law_after_decision
from model.trade_tables import TradeTables

THIS, OTHER = 0, 1
SPLIT = ("by_price", "by_duty", "by_currency", "by_moving", "by_volume")
NEVER = np.inf


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
        return {name: Headline(float(pair[THIS]), float(pair[OTHER]), unit) for name, (pair, unit) in numbers.items()}

    @cached_property
    def makers(self) -> pd.DataFrame:
        """Return one row a maker, a year: units by where they are built, duty, profit and its exact split.

        Columns carry their units; `change` is against the reference.  `reported_jpy_bn` is the added duty times the
        one factor for all makers, in yen; `months` is how long the maker's cash and its profit of fiscal 2024 would
        carry the loss (infinite where that profit covers it).
        """
        year, makers, lasting = self.outcome.year, self.outcome.makers, self.outcome.lasting
        names = fleet(self.baseline).makers

        def change(values: Array, per: float = 1.0) -> Array:
            return np.asarray((values[THIS] - values[OTHER]) / per)

        def percent(values: Array) -> Array:
            base = np.where(values[OTHER] > 0, values[OTHER], np.nan)
            return np.asarray(100 * (values[THIS] / base - 1))

        duty, profit = year(makers.duty), year(makers.profit)
        columns = {
            "built_japan_thousand": year(makers.built_japan)[THIS], "built_us_thousand": year(makers.built_us)[THIS],
            "built_elsewhere_thousand": year(makers.built_elsewhere)[THIS], "moved_thousand": year(makers.moved)[THIS],
            "built_japan_change_percent": percent(year(makers.built_japan)),
            "sold_change_percent": percent(year(makers.sold)),
            "price_change_percent": percent(year(makers.basket)),
            "japan_price_change_percent": percent(year(makers.japan_basket)),
            "duty_cars_usd_bn": year(makers.duty_cars)[THIS] / 1000,
            "duty_parts_usd_bn": year(makers.duty_parts)[THIS] / 1000,
            "rent_usd_bn": year(makers.rent)[THIS] / 1000,
            "duty_usd_bn": duty[THIS] / 1000, "added_duty_usd_bn": change(duty, 1000),
            "added_duty_jpy_bn": change(duty, 1000) * self.policy.yen,
            "reported_jpy_bn": change(duty, 1000) * self.assumptions.reported_factor * self.policy.yen,
            "profit_usd_bn": profit[THIS] / 1000, "profit_change_usd_bn": change(profit, 1000),
            **{f"{part}_usd_bn": change(year(getattr(makers, part)), 1000) for part in SPLIT},
            "lasting_built_japan_change_percent": percent(lasting.built_japan[:, 0]),
            "lasting_price_change_percent": percent(lasting.basket[:, 0]),
            "lasting_profit_change_usd_bn": YEAR * change(lasting.profit[:, 0], 1000),
            "lasting_moved_percent": self._moved_by_maker, "six": fleet(self.baseline).home_japan,
            **self._staying_power(change(profit, 1000)),
        }  # fmt: skip
        return pd.DataFrame(columns, index=pd.Index(names, name="maker"))

    @cached_property
    def six(self) -> pd.DataFrame:
        """Return the rows of the six Japanese makers."""
        return self.makers[self.makers["six"]]

    @cached_property
    def profit_parts(self) -> pd.Series:
        """Return the six makers' change of profit by part and, last, its sum, USD bn a year."""
        return self.six[[*(f"{part}_usd_bn" for part in SPLIT), "profit_change_usd_bn"]].sum()

    @cached_property
    def maker_months(self) -> pd.DataFrame:
        """Return one row a maker and month: cars from Japan, duty and profit against the reference."""
        makers = self.outcome.makers
        names = fleet(self.baseline).makers
        index = pd.MultiIndex.from_product([MONTHS, names], names=["month", "maker"])
        return pd.DataFrame(
            {
                "built_japan_thousand": makers.built_japan[THIS].ravel(),
                "built_us_thousand": makers.built_us[THIS].ravel(),
                "moved_thousand": makers.moved[THIS].ravel(),
                "duty_usd_m": makers.duty[THIS].ravel(),
                "profit_change_usd_m": (makers.profit[THIS] - makers.profit[OTHER]).ravel(),
            },
            index=index,
        )

    @property
    def moved_by_month(self) -> pd.DataFrame:
        """Return the vehicles whose production has moved to the US, thousand a month, by month and maker."""
        names = pd.Index(fleet(self.baseline).makers, name="maker")
        return pd.DataFrame(self.outcome.makers.moved[THIS], index=pd.Index(MONTHS, name="month"), columns=names)

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
    def products(self) -> pd.DataFrame:
        """Return one row a nameplate and plant: units, prices, duty and cost a vehicle, now and if it lasts."""
        cars = fleet(self.baseline)
        table = self.baseline.fleet.set_index("product")[["maker", "brand", "nameplate", "segment", "assembly", "kind"]]
        have = self.vehicles
        return table.assign(
            units_2024_thousand=cars.units,
            units_thousand=have["units"][THIS], reference_units_thousand=have["units"][OTHER],
            units_change_percent=100 * (have["units"][THIS] / have["units"][OTHER] - 1),
            lasting_units_change_percent=100 * (have["lasting_units"][THIS] / have["lasting_units"][OTHER] - 1),
            price_usd=1000 * have["price"][THIS], reference_price_usd=1000 * have["price"][OTHER],
            price_change_usd=1000 * (have["price"][THIS] - have["price"][OTHER]),
            lasting_price_change_usd=1000 * (have["lasting_price"][THIS] - have["lasting_price"][OTHER]),
            customs_value_usd=1000 * have["customs_value"][THIS], duty_usd=1000 * have["duty"][THIS],
            added_duty_usd=1000 * (have["duty"][THIS] - have["duty"][OTHER]),
            moved_percent=100 * have["moved"][THIS], wanted_percent=100 * have["wanted"][THIS],
        )  # fmt: skip

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
            "maker_months": self.maker_months.reset_index(), "products": self.products.reset_index(),
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

    @property
    def _moved_by_maker(self) -> Array:
        """Return the share of each maker's Japan-built cars that would move in the end, percent."""
        cars = fleet(self.baseline)
        shipped = cars.units * cars.built("JP")
        total = np.bincount(cars.maker, shipped)
        moved = np.bincount(cars.maker, shipped * self.vehicles["wanted"][THIS])
        return 100 * np.divide(moved, total, out=np.full_like(total, np.nan), where=total > 0)

    def _staying_power(self, change: Array) -> dict[str, Array]:
        """Return FY2024 operating profit and cash, JPY bn, and the months they would carry the loss, by maker [F]."""
        profit, cash = _accounts(self.baseline)
        loss = -change * self.policy.yen
        beyond = (loss - profit) / YEAR
        lasts = np.where(beyond > 0, cash / np.where(beyond > 0, beyond, 1.0), NEVER)
        return {
            "operating_profit_jpy_bn": profit, "cash_jpy_bn": cash, "profit_change_jpy_bn": -loss,
            "share_of_operating_profit_percent": 100 * loss / profit,
            "months": np.where(np.isnan(cash), np.nan, lasts),
        }  # fmt: skip


@lru_cache(maxsize=8)
def _accounts(baseline: Baseline) -> tuple[Array, Array]:
    """Return operating profit of fiscal 2024 and cash, JPY bn, by maker [F]; unknown ones are NaN."""
    by_maker = baseline.accounts.pivot_table("value", index="maker", columns="figure")
    known = by_maker.reindex(list(fleet(baseline).makers))
    return known["operating_profit"].to_numpy(float), known["cash"].to_numpy(float)


def by_vehicle(outcome: Outcome, path: Path, base: Calibrated) -> dict[str, Array]:
    """Return the year's figures of every product, [S, J] each: units in thousand, money in USD thousand a vehicle."""
    assert path.lasting is not None

    def mean(values: Array) -> Array:
        return outcome.year(values) / YEAR

    return {
        "units": outcome.year(path.units), "price": mean(path.price), "customs_value": mean(path.unit.customs_value),
        "duty": mean(path.unit.duty + path.unit.parts), "moved": mean(path.moved), "wanted": path.wanted[:, 0],
        "lasting_units": YEAR * path.lasting.units[:, 0], "lasting_price": path.lasting.price[:, 0],
    }  # fmt: skip

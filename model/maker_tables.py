"""Who pays, as tables: by maker, by month, by nameplate, and how long a maker can hold out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.market.calibration import Calibrated
from model.market.demand import Array
from model.market.fleet import fleet
from model.market.path import Path
from model.outcome import OTHER, THIS, Outcome
from model.policy import YEN_2024
from model.tariffs import MONTHS, YEAR

SPLIT = ("by_price", "by_duty", "by_currency", "by_moving", "by_volume")
NEVER = np.inf


@dataclass(frozen=True, eq=False)
class MakerTables:
    """Make the tables of a scenario (row 0 of the outcome) beside its reference (row 1)."""

    outcome: Outcome
    assumptions: Assumptions
    baseline: Baseline
    vehicles: Mapping[str, Array]

    def makers(self) -> pd.DataFrame:
        """Return one row a maker, a year: units by where they are built, duty, profit and its exact split.

        Columns carry their units; `change` is against the reference.  `reported_jpy_bn` is the added duty times the
        one factor for all makers, in yen; `loss_jpy_bn` is against 2024, whatever the reference, since it stands beside
        the profit of fiscal 2024; `months` is how long the maker's cash and that profit would carry it (infinite where
        the profit alone does).
        """
        year, makers, lasting = self.outcome.year, self.outcome.makers, self.outcome.lasting
        names = fleet(self.baseline).makers

        def change(values: Array, per: float = 1.0) -> Array:
            return np.asarray((values[THIS] - values[OTHER]) / per)

        def percent(values: Array) -> Array:
            base = np.where(values[OTHER] > 0, values[OTHER], np.nan)
            return np.asarray(100 * (values[THIS] / base - 1))

        def in_yen(values: Array) -> Array:
            yen = self.outcome.yen
            return np.asarray((values[THIS] * yen[THIS] - values[OTHER] * yen[OTHER]) / 1000)

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
            "added_duty_jpy_bn": in_yen(duty), "reported_jpy_bn": self.assumptions.reported_factor * in_yen(duty),
            "profit_usd_bn": profit[THIS] / 1000, "profit_change_usd_bn": change(profit, 1000),
            "profit_change_jpy_bn": in_yen(profit),
            **{f"{part}_usd_bn": change(year(getattr(makers, part)), 1000) for part in SPLIT},
            "lasting_built_japan_change_percent": percent(lasting.built_japan[:, 0]),
            "lasting_price_change_percent": percent(lasting.basket[:, 0]),
            "lasting_profit_change_usd_bn": YEAR * change(lasting.profit[:, 0], 1000),
            "lasting_moved_percent": self._moved_by_maker(), "six": fleet(self.baseline).home_japan,
            **self._staying_power(profit[THIS]),
        }  # fmt: skip
        return pd.DataFrame(columns, index=pd.Index(names, name="maker"))

    def six_profit(self) -> pd.Series:
        """Return the change of the six makers' profit against the reference, USD bn a year, as in `makers`."""
        profit, cars = self.outcome.year(self.outcome.makers.profit), fleet(self.baseline)
        names = pd.Index(np.array(cars.makers)[cars.home_japan], name="maker")
        return pd.Series(((profit[THIS] - profit[OTHER]) / 1000)[cars.home_japan], names, name="profit_change_usd_bn")

    def months(self) -> pd.DataFrame:
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
        ).reset_index()

    def profit_by_month(self) -> pd.DataFrame:
        """Return the change of the six makers' profit against the reference, USD million, by month and maker."""
        profit, six = self.outcome.makers.profit, fleet(self.baseline).home_japan
        names = pd.Index(np.array(fleet(self.baseline).makers)[six], name="maker")
        return pd.DataFrame((profit[THIS] - profit[OTHER])[:, six], pd.Index(MONTHS, name="month"), names)

    def moved_by_month(self) -> pd.DataFrame:
        """Return the vehicles whose production has moved to the US, thousand a month, by month and maker."""
        names = pd.Index(fleet(self.baseline).makers, name="maker")
        return pd.DataFrame(self.outcome.makers.moved[THIS], index=pd.Index(MONTHS, name="month"), columns=names)

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

    def _moved_by_maker(self) -> Array:
        """Return the share of each maker's Japan-built cars that would move in the end, percent."""
        cars = fleet(self.baseline)
        shipped = cars.units * cars.built("JP")
        total = np.bincount(cars.maker, shipped)
        moved = np.bincount(cars.maker, shipped * self.vehicles["wanted"][THIS])
        return 100 * np.divide(moved, total, out=np.full_like(total, np.nan), where=total > 0)

    def _staying_power(self, profit: Array) -> dict[str, Array]:
        """Return FY2024 operating profit and cash, the loss of US profit against 2024, JPY bn, and the months."""
        usual, cash = _accounts(self.baseline)
        before = YEAR * self.outcome.makers.profit_2024[THIS]
        loss = (before * YEN_2024 - profit * self.outcome.yen[THIS]) / 1000
        beyond = (loss - usual) / YEAR
        lasts = np.where(beyond > 0, cash / np.where(beyond > 0, beyond, 1.0), NEVER)
        return {
            "operating_profit_jpy_bn": usual, "cash_jpy_bn": cash, "loss_jpy_bn": loss,
            "share_of_operating_profit_percent": 100 * loss / usual,
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

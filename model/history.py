"""What the model makes of the months that have passed: each published series it can give, for any of its months."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.market.demand import Array
from model.outcome import Outcome
from model.parameter import months
from model.policy import YEN_2024
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate_batch
from model.tariffs import MONTHS

HALF, HALF_BEFORE, BASE_YEAR = "2025-04..2025-09", "2024-04..2024-09", "2024"
HALF_YEAR = slice(0, 6)
HAPPENED, AT_THEIR_YEN, NOTHING = 0, 1, 2


@dataclass(frozen=True, eq=False)
class History:
    """Hold the tariffs as they were, the same at the mean exchange rate of April to September 2025, and no tariffs.

    Cars come from the first run, in dollars; trade from the second.  The model knows no season: a change on a year
    before is the change against no tariffs, inside April to September 2025 put on the published base of those months.
    """

    outcome: Outcome
    baseline: Baseline

    def cars(self, account: str, span: slice) -> float:
        """Return the ratio of an account of all makers to that without tariffs, over the months of a span."""
        of_makers: Array = getattr(self.outcome.makers, account)
        return float(of_makers[HAPPENED, span].sum() / of_makers[NOTHING, span].sum())

    def on_year_before(self, account: str, series: str, span: slice) -> float:
        """Return the ratio of an account to a year before, on the base of its published series."""
        published = self.known(series, BASE_YEAR) / 2 / self.known(series, HALF_BEFORE)
        return self.cars(account, span) * (published if _in_half(span) else 1.0)

    def weaker(self, span: slice, than: float = YEN_2024) -> float:
        """Return the mean yen per dollar of a span over another rate."""
        return float(yen_by_month(self.baseline)[span].mean() / than)

    def exports(self, run: int, span: slice) -> float:
        """Return exports to the US, JPY bn; a run at the yen of the half year is put on that of the span."""
        total = float(self.outcome.trade.exports_yen[run, span].sum())
        return total * (self._beside_half(span) if run == AT_THEIR_YEN else 1.0)

    def imports(self, span: slice) -> float:
        """Return imports from the US, JPY bn, at the yen of the span."""
        return float(self.outcome.trade.us_exports_yen[AT_THEIR_YEN, span].sum()) * self._beside_half(span)

    def exports_on_year_before(self, span: slice) -> float:
        """Return exports over those of a year before, both in yen of their time."""
        ratio = self.exports(AT_THEIR_YEN, span) / self.exports(NOTHING, span)
        before = self.known("exports_to_us_value", HALF) / (1 + self.known("exports_to_us_value_yoy", HALF) / 100)
        usual = self.known("exports_to_us_value", BASE_YEAR) / 2
        return ratio * (usual / before if _in_half(span) else 1.0)

    def product(self, name: str, span: slice) -> float:
        """Return the ratio of one product's exports in yen to those without tariffs."""
        at = list(self.baseline.products["product"]).index(name)
        yen = self.outcome.trade.exports_yen[:, span, at].sum(axis=-1)
        return float(yen[AT_THEIR_YEN] / yen[NOTHING]) * self._beside_half(span)

    def known(self, series: str, period: str) -> float:
        """Return a published number."""
        rows = self.baseline.outcomes.query("series == @series and period == @period")
        return float(rows["value"].iloc[0])

    def _beside_half(self, span: slice) -> float:
        return self.weaker(span, float(yen_by_month(self.baseline)[HALF_YEAR].mean()))


def history(assumptions: Assumptions, baseline: Baseline) -> History:
    """Return the runs the record is read from; no lever enters."""
    happened = PRESETS["what-happened"].policy
    yen = round(float(yen_by_month(baseline)[HALF_YEAR].mean()))
    policies = [happened, happened.but(yen=yen), REFERENCES["law-2024"]]
    return History(simulate_batch(policies, assumptions, baseline), baseline)


def span_of(period: str) -> slice | None:
    """Return the model's months of a period as published, or none where it has months outside them.

    A period is a year, a fiscal year, a month or two months parted by dots.
    """
    first, _, last = period.partition("..")
    year = first.removeprefix("FY")
    if len(year) == len("2025"):
        first, last = (f"{year}-04", f"{int(year) + 1}-03") if year != first else (f"{year}-01", f"{year}-12")
    spanned = months(first, last or first)
    if not spanned or spanned[0] not in MONTHS or spanned[-1] not in MONTHS:
        return None
    return slice(MONTHS.index(spanned[0]), MONTHS.index(spanned[-1]) + 1)


def yen_by_month(baseline: Baseline) -> Array:
    """Return the yen per dollar of every month, the last one known thereafter, [T]."""
    return baseline.exchange.set_index("month")["yen_per_usd"].reindex(MONTHS).ffill().to_numpy(float)


def _in_half(span: slice) -> bool:
    return bool(span.stop <= HALF_YEAR.stop)


def _change(ratio: float) -> float:
    return 100 * (ratio - 1)


def _units(past: History, span: slice) -> float:
    return past.on_year_before("built_japan", "car_exports_units", span)


def _value(past: History, span: slice) -> float:
    return past.on_year_before("export_value", "car_exports_value", span) * past.weaker(span)


# Series of the table of outcomes -> what the model says of it over a span, in its unit.
GIVEN: Mapping[str, Callable[[History, slice], float]] = MappingProxyType(
    {
        "car_exports_units_yoy": lambda past, span: _change(_units(past, span)),
        "car_exports_units_jama_yoy": lambda past, span: _change(_units(past, span)),
        "car_exports_value_yoy": lambda past, span: _change(_value(past, span)),
        "car_unit_value_yoy": lambda past, span: _change(_value(past, span) / _units(past, span)),
        "car_export_price_yoy": lambda past, span: _change(
            past.cars("export_value", span) / past.cars("built_japan", span)
        ),
        "us_vehicle_price_yoy": lambda past, span: _change(past.cars("basket", span)),
        "exports_to_us_value_yoy": lambda past, span: _change(past.exports_on_year_before(span)),
        "parts_exports_value_yoy": lambda past, span: _change(past.product("auto-parts", span)),
        "steel_exports_value_yoy": lambda past, span: _change(past.product("steel-aluminium", span)),
        "pharmaceutical_exports_value_yoy": lambda past, span: _change(past.product("pharmaceuticals", span)),
        "imports_from_us_value": lambda past, span: past.imports(span),
        "surplus_with_us_value": lambda past, span: past.exports(AT_THEIR_YEN, span) - past.imports(span),
    }
)

"""The shocks that institutes have estimated, run here: our number beside each published one."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.chain import chain
from model.headline import levels
from model.market.demand import Array
from model.market.fleet import fleet
from model.outcome import Outcome
from model.parameter import Value
from model.policy import Policy
from model.scenarios import LAW_2024
from model.simulate import simulate_batch
from model.tariffs import MONTHS

START: dict[str, Value] = {"decision": MONTHS[0]}
CARS: dict[str, Value] = {
    "car_tariff": 27.5, "parts_tariff": 26.3, "car_eu": 27.5, "car_kr": 25.0, "car_usmca": 25.0, "law": "2025-06-04",
}  # fmt: skip
BASELINE_DUTY: dict[str, Value] = {"general_rate": 10.0, "general_rivals": 10.0}
# Each shock holds from April 2025 for good: the duty named on Japan, 10% on others where it is the general one.
DUTIES: dict[str, dict[str, Value]] = {
    "cars-25": LAW_2024 | CARS,
    "general-10": LAW_2024 | BASELINE_DUTY,
    "general-24": LAW_2024 | BASELINE_DUTY | {"general_rate": 24.0},
    "general-25": LAW_2024 | BASELINE_DUTY | {"general_rate": 25.0},
    "general-24-cars-25": LAW_2024 | CARS | BASELINE_DUTY | {"general_rate": 24.0},
    "june-2025": {},
    "general-25-sectors": {"general_rate": 25.0},
}
SHOCKS: Mapping[str, Policy] = MappingProxyType({slug: Policy.of(duty | START) for slug, duty in DUTIES.items()})
YEAR_OF_OUTPUT = slice(MONTHS.index("2027-01"), MONTHS.index("2027-12") + 1)
GDP = "japan_gdp"
LASTING = ("us_vehicle_price", "us_vehicle_sales", "car_exports")


def estimates(assumptions: Assumptions, baseline: Baseline) -> pd.DataFrame:
    r"""Return the published estimates in the order of the table, in percent, with our number for the same shock.

    $$\text{GDP a year on}; \qquad \text{US prices, US sales and car exports over a year, and if it lasts}; \qquad
    \text{Japan's output of vehicles in 2027}$$

    ours, lasting: of the same measure, blank where the model has none.  least, most: the central number, or the
    published range where there is no central one.  off: how far ours, or what lasts where there is that, lies outside.
    Yen are put over the GDP of 2024.
    """
    table = baseline.published.copy()
    in_yen = table["unit"] == "JPY trn"
    for column in ("low", "central", "high"):
        share = 100 * table[column] / baseline.constant["japan_gdp"]
        table[column] = table[column].where(~in_yen, share)
    table["unit"] = table["unit"].mask(in_yen, "percent")
    now, lasting = ours(assumptions, baseline)
    pairs = list(zip(table["shock"], table["measure"], strict=True))
    table["ours"] = [now[measure].get(shock) if measure else None for shock, measure in pairs]
    table["lasting"] = [lasting[measure].get(shock) if measure in LASTING else None for shock, measure in pairs]
    said = table["lasting"].fillna(table["ours"]).astype(float)
    least, most = table["central"].fillna(table["low"]), table["central"].fillna(table["high"])
    off = said - said.clip(least, most)
    return table.astype({"ours": float, "lasting": float}).assign(least=least, most=most, off=off)


def ours(assumptions: Assumptions, baseline: Baseline) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return our numbers by shock and measure, percent: as they stand after a year, and if it lasts."""
    outcome = simulate_batch([*SHOCKS.values(), Policy.of(LAW_2024 | START)], assumptions, baseline)
    now, last, level = outcome.makers, outcome.lasting, levels(outcome, baseline)
    measures = {
        GDP: level["gdp"][:-1],
        "us_vehicle_price": _percent(level["us_price"]), "us_vehicle_sales": _percent(level["us_sales"]),
        "car_exports": _percent(outcome.year(now.built_japan).sum(axis=1)),
        "japan_vehicle_output": _output(outcome, baseline),
    }  # fmt: skip
    lasting = {
        "us_vehicle_price": _percent(last.basket.sum(axis=(1, 2))),
        "us_vehicle_sales": _percent(last.sold.sum(axis=(1, 2))),
        "car_exports": _percent(last.built_japan.sum(axis=(1, 2))),
    }
    return pd.DataFrame(measures, list(SHOCKS)), pd.DataFrame(lasting, list(SHOCKS))


def _percent(values: Array) -> Array:
    """Return the change of each shock against no tariffs, the last row, percent."""
    return np.asarray(100 * (values[:-1] / values[-1] - 1))


def _output(outcome: Outcome, baseline: Baseline) -> Array:
    """Return the change of vehicles built in Japan in 2027, percent, other markets as they were."""
    built = outcome.makers.built_japan[:, YEAR_OF_OUTPUT, fleet(baseline).home_japan].sum(axis=(1, 2))
    return np.asarray(100 * (built[:-1] - built[-1]) / chain(baseline).all_output)

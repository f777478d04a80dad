"""Bilateral trade of April to September 2025, the model beside the customs statistics."""

import pandas as pd
import streamlit as st

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate_batch
from model.tariffs import MONTHS
from model.track_record import HALF

EXPORTS, SURPLUS = "exports_to_us_value", "surplus_with_us_value"
HAPPENED, NOTHING = 0, 1
HALF_YEAR = slice(0, 6)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs={Baseline: lambda tables: tables.digest})
def trade_record(assumptions: Assumptions, baseline: Baseline) -> pd.DataFrame:
    """Return exports to the US and the surplus, JPY bn, and the change of exports on a year before, percent.

    The model runs on the tariffs as they were and the mean exchange rate of the half year.  Its base is the mean of
    2024, which knows no season, so the change is put on the published base of April to September 2024.
    """
    yen = baseline.exchange.set_index("month")["yen_per_usd"].loc[list(MONTHS[HALF_YEAR])].mean()
    history = PRESETS["what-happened"].policy.but(yen=round(float(yen)))
    flows = simulate_batch([history, REFERENCES["law-2024"]], assumptions, baseline).trade
    exports = flows.exports_yen[:, HALF_YEAR].sum(axis=(1, 2))
    surplus = exports - flows.us_exports_yen[:, HALF_YEAR].sum(axis=1)

    facts = baseline.outcomes.set_index(["series", "period"])
    sold, risen = float(facts.loc[(EXPORTS, HALF), "value"]), float(facts.loc[(f"{EXPORTS}_yoy", HALF), "value"])
    before = sold / (1 + risen / 100)
    usual = float(facts.loc[(EXPORTS, "2024"), "value"]) / 2
    change = 100 * (exports[HAPPENED] / exports[NOTHING] * usual / before - 1)
    rows = [
        (f"{EXPORTS}_yoy", float(change), risen),
        (EXPORTS, float(exports[HAPPENED]), sold),
        (SURPLUS, float(surplus[HAPPENED]), float(facts.loc[(SURPLUS, HALF), "value"])),
    ]
    table = pd.DataFrame(rows, columns=["series", "model", "fact"])
    return table.assign(miss=table["model"] - table["fact"])

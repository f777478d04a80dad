"""The checks of the model on the reader's own scenario, as the method page shows them."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import streamlit as st

from model.checks import Check, checks
from model.market import NotConverged
from model.result import Result
from pages.ui.bargain import talks
from pages.ui.text import table, text

WIDTHS = {"result": 70, "claim": 610, "error": 100, "allowed": 80, "block": 120}


def check_table(result: Result) -> None:
    """Run the checks on the reader's own scenario, say in one sentence how they ended, and show every miss."""
    try:
        done = _done(result)
    except NotConverged as failure:
        st.warning(text("frame.not_converged", residual=f"{float(failure.residual.max()):.1e}"))
        return
    (st.success if all(check.holds for check in done) else st.error)(verdict(done))
    st.caption(text("method.checks_line"))
    columns = {
        name: st.column_config.Column(text(f"method_column.{name}"), width=width) for name, width in WIDTHS.items()
    }
    st.dataframe(as_rows(done), key="checks", hide_index=True, height="content", column_config=columns)


def verdict(done: Sequence[Check]) -> str:
    """Return in one sentence whether every check holds, or which do not and what that means for the reader."""
    failed = [check for check in done if not check.holds]
    if not failed:
        return text("method.all_hold", count=len(done))
    claims = "; ".join(text(f"check.{check.claim}") for check in failed)
    blocks = ", ".join(dict.fromkeys(text(f"block.{check.block}") for check in failed))
    said = {"count": len(done), "failed": len(failed), "claims": claims, "blocks": blocks}
    return text("method.one_fails" if len(failed) == 1 else "method.some_fail", **said)


def as_rows(done: Sequence[Check]) -> pd.DataFrame:
    """Return one row a check, those that fail first, then by block: whether it holds, its claim, miss and block."""
    words, blocks = table("check"), table("block")
    order = sorted(done, key=lambda check: (check.holds, list(blocks).index(check.block)))
    return pd.DataFrame(
        {
            "result": words["holds" if check.holds else "fails"],
            "claim": words[check.claim],
            "error": f"{check.error:.0e}" if check.error else "0",
            "allowed": f"{check.allowed:.0e}" if check.allowed else "0",
            "block": blocks[check.block],
        }
        for check in order
    )


@lru_cache(maxsize=8)
def _done(result: Result) -> list[Check]:
    return checks(result, talks(result))

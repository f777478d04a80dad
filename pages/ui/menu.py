"""The pages, and the menu that leads to them by links that carry the state."""

from dataclasses import dataclass

import streamlit as st

from pages.ui.session import Session
from pages.ui.text import text


@dataclass(frozen=True)
class Page:
    """Name a page's script, the group of levers that is its topic, and whether a slider draws its body anew alone.

    It does not where a run may stay in the body for long, or its buttons are pressed in quick succession: a press
    within a body drawn alone waits until the run at hand has ended.
    """

    script: str
    topic: str = ""
    body_alone: bool = True


MENU = {
    "overview": Page("app.py", "tariffs"),
    "automakers": Page("pages/automakers.py", "tariffs"),
    "suppliers": Page("pages/suppliers.py", "tariffs"),
    "trade": Page("pages/trade.py", "tariffs"),
    "beyond": Page("pages/beyond.py", "cushions"),
    "negotiation": Page("pages/negotiation.py", "offer"),
    "politics": Page("pages/politics.py", "offer"),
    "compare": Page("pages/compare.py", "tariffs", body_alone=False),
    "uncertainty": Page("pages/uncertainty.py", "tariffs", body_alone=False),
    "brief": Page("pages/brief.py", "tariffs", body_alone=False),
    "track_record": Page("pages/track_record.py", body_alone=False),
    "method": Page("pages/method.py", body_alone=False),
}


def menu(kept: Session) -> None:
    """Draw the pages as links that carry the state."""
    st.markdown(f"**{text('frame.name')}**")
    for name, page in MENU.items():
        query = kept.choice.address if name == kept.page else kept.choice.shared
        st.page_link(page.script, label=text(f"menu.{name}"), query_params=query)
    kept.menus.append(kept.choice.shared)

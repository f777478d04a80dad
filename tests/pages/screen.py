"""A page opened by its link as a reader opens it, without a browser, and what it puts on the screen."""

import json
from pathlib import Path
from typing import Any

from pytest import MonkeyPatch
from streamlit.testing.v1 import AppTest

from pages.ui.text import table

ROOT = Path(__file__).parents[2]
SECONDS = 120
OVERVIEW, METHOD = "overview", "method"


class Here:
    """A crew of this process alone."""

    map = staticmethod(map)


def opened(page: str, tab: str = "", /, **link: str) -> AppTest:
    """Open a page by what its link says, and one of its tabs if it is not the first; it stands."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    app.query_params.update(link)
    if page != OVERVIEW:
        app.switch_page(f"pages/{page}.py")
    app.run()
    assert not app.exception
    app.session_state["session"].groups = []  # the harness forgets the other pages where a part is drawn alone
    return shown(page, app, tab) if tab else app


def shown(page: str, app: AppTest, tab: str) -> AppTest:
    """Open a tab of a page that is open; it stands."""
    app.session_state[f"tabs-{page}"] = table("method" if page == METHOD else "tab")[tab]
    app.run()
    assert not app.exception, tab
    return app


def keyed(widgets: Any, name: str) -> Any:
    """Return the one control of that name, whatever its turn."""
    (found,) = [widget for widget in widgets if widget.key.rpartition("-")[0] == name]
    return found


def answer(app: AppTest) -> str:
    """Return the page's answer, without the joiners that keep a sign at its number."""
    return str(app.header[0].value).replace("\u2060", "")


def elements(app: AppTest) -> list[dict[str, Any]]:
    """Return what each element of our own was given: charts, cards and the like."""
    return [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]


def charts(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return what each chart was given, by the name of its picture."""
    return {given["name"]: given for given in elements(app) if "summary" in given}


def collected(monkeypatch: MonkeyPatch) -> dict[str, Any]:
    """Collect what reaches the screen from now on instead of drawing it: charts by key, and the latest cards."""
    seen: dict[str, Any] = {"charts": {}, "cards": []}

    def chart(figure, key, title, subtitle, source, **more):
        words = f"{title} {subtitle} {source}"
        seen["charts"][key] = {"figure": figure, "title": title, "measure": subtitle, "words": words, **more}

    monkeypatch.setattr("pages.ui.chart.chart", chart)
    monkeypatch.setattr("pages.ui.numbers._element", lambda key, data: seen.update(cards=data["cards"]))
    return seen

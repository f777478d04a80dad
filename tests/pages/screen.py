"""A page opened by its link as a reader opens it, without a browser, and what it puts on the screen."""

import json
from pathlib import Path
from typing import Any

from pytest import MonkeyPatch
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
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
    return shown(page, app, tab) if tab else app


def shown(page: str, app: AppTest, tab: str) -> AppTest:
    """Open a tab of a page that is open; it stands."""
    if page == METHOD:
        app.session_state[f"tabs-{page}"] = table("method")[tab]
        app.run()
    else:
        pressed(app, f"tabs-{page}", "opened", tab)
    assert not app.exception, tab
    return app


def keyed(widgets: Any, name: str) -> Any:
    """Return the one control of that name, whatever its turn."""
    (found,) = [widget for widget in widgets if widget.key.rpartition("-")[0] == name]
    return found


def answer(app: AppTest) -> str:
    """Return the page's answer, without the joiners that keep a sign at its number."""
    return lines(app, "answer")[0].replace("\u2060", "")


def sentences(app: AppTest) -> list[str]:
    """Return every sentence below the answer, in small type or not."""
    return [*(line.value for line in app.markdown), *lines(app, "beside"), *notes(app)]


def notes(app: AppTest) -> list[str]:
    """Return every sentence in small type."""
    return [*(line.value for line in app.caption), *lines(app, "note", "foot")]


def lines(app: AppTest, *kinds: str) -> list[str]:
    """Return the sentences of these kinds that our element of sentences was given."""
    return [line for said in given(app, "say") for kind, line in said if kind in kinds]


def levers(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return how each lever on the screen was drawn, by its key in the link."""
    return {drawn["key"].rpartition("-")[0]: drawn for group in given(app, "levers") for drawn in group}


def moved(app: AppTest, **values: Any) -> AppTest:
    """Report levers on the screen as moved, by their keys in the link, the way the browser does; the page is run."""
    drawn = levers(app)
    return reported(app, {drawn[name]["key"]: value for name, value in values.items()})


def reported(app: AppTest, values: dict[str, Any]) -> AppTest:
    """Report what controls hold, by their full keys, beside all that was reported before; the page is run."""
    (known,), state = given(app, "moves"), app.session_state["moves"].get("moves")
    before = state["values"] if isinstance(state, dict) and "values" in state else {}
    return told(app, {"moves": {"session": known["session"], "values": before | values}})


def told(app: AppTest, state: Any) -> AppTest:
    """Send any state of the element that hears the levers; the page is run."""
    (hears,) = element(app, "moves")
    return sent(app, WidgetState(id=hears.proto.id, json_value=json.dumps(state)))


def pressed(app: AppTest, key: str, event: str = "pressed", value: Any = True) -> AppTest:
    """Press what one of our own elements offers, by the element's key; the page is run."""
    (found,) = [one for one in app.get("bidi_component") if one.key == key]
    events = json.dumps([{"event": event, "value": value}])
    return sent(app, WidgetState(id=_make_trigger_id(found.proto.id, "events"), json_trigger_value=events))


def sent(app: AppTest, state: WidgetState) -> AppTest:
    """Send the state of one of our own elements beside that of all others, as the browser does; the page is run."""
    states = app._tree.get_widget_states()
    states.widgets.append(state)
    return app._run(states)


def element(app: AppTest, name: str) -> list[Any]:
    """Return the elements of our own of a name."""
    return [one for one in app.get("bidi_component") if one.proto.component_name == name]


def given(app: AppTest, name: str) -> list[Any]:
    """Return what the elements of our own of a name were given."""
    return [json.loads(one.proto.json) for one in element(app, name)]


def elements(app: AppTest) -> list[dict[str, Any]]:
    """Return what each element of our own was given: charts, cards and the like."""
    return [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]


def charts(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return what each chart was given, by the name of its picture."""
    return {one["name"]: one for row in given(app, "chart") for one in row["charts"]}


def collected(monkeypatch: MonkeyPatch) -> dict[str, Any]:
    """Collect what reaches the screen from now on instead of drawing it: charts by key, cards, and whose they are."""
    seen: dict[str, Any] = {"charts": {}, "cards": [], "scenario": {}}

    def chart(figure, key, title, subtitle, source, **more):
        words = f"{title} {subtitle} {source}"
        seen["charts"][key] = {"figure": figure, "title": title, "measure": subtitle, "words": words, **more}

    monkeypatch.setattr("pages.ui.chart.chart", chart)

    def cards(key, data, scenario):
        seen.update(cards=data["cards"], scenario=scenario)

    monkeypatch.setattr("pages.ui.numbers._element", cards)
    return seen

"""Whatever stands in a link, every page is drawn, says no more than a line of it, and goes on where the reader was."""

import json
from pathlib import Path

from hostile import keys, links, tried, words
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from pages.ui.choice import Choice
from pages.ui.compare import PICKS, SLOTS
from pages.ui.menu import MENU

ROOT = Path(__file__).parents[2]
scripts = st.sampled_from([entry.script for entry in MENU.values()])
queries = st.dictionaries(keys.filter(bool), words, max_size=5)


def opened(script: str, query: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params.update(query)
    if script != "app.py":
        app.switch_page(script)
    return app.run()


def is_drawn(app: AppTest) -> None:
    """Check that a page is whole: its heading, its foot, and no error."""
    assert not app.exception and len(app.title) == 1
    sentences = [one.proto.json for one in app.get("bidi_component") if one.proto.component_name == "say"]
    foot = [line for said in sentences for kind, line in json.loads(said) if kind == "foot"]
    assert len(foot) == 1 and foot[0].startswith("Data to") and "scenario" in foot[0]


@tried(15)
@given(scripts, queries, queries)
def test_a_page_is_drawn_for_any_link_and_its_session_goes_on(script, first, second):
    app = opened(script, first)
    is_drawn(app)
    held = dict(app.session_state["session"].choice.address)
    app.run()
    is_drawn(app)
    assert app.session_state["session"].choice.address == held
    again, faults = Choice.read({key: [value] for key, value in held.items()}, app.session_state["session"].picks)
    assert not faults and again == app.session_state["session"].choice
    app.query_params.update(second)
    is_drawn(app.run())
    assert app.session_state["session"].choice.address == held


@tried(10)
@given(st.lists(links, min_size=1, max_size=3))
def test_whatever_is_pasted_the_comparison_is_drawn(pasted):
    app = opened("pages/compare.py", {})
    app.session_state["open.paste"] = True
    app.run()
    for slot, link in zip(SLOTS, pasted, strict=False):
        app.text_input(key="pasted").set_value(link)
        app.button(key=f"take-{slot}").click().run()
        is_drawn(app)
        said = [line.value for line in (*app.success, *app.warning)]
        assert said and all(len(line) < 1000 for line in said)


@tried(10)
@given(st.sampled_from([*PICKS["second"][:2], "none"]), links, queries)
def test_a_link_within_a_link_is_a_scenario_or_named(slug, link, query):
    app = opened("pages/compare.py", query | {"second": link, "third": slug})
    is_drawn(app)

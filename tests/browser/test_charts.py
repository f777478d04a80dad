"""A chart in a real browser: it appears, stays the same element, follows the theme, and can be read and saved."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from conftest import ROOT, watched
from playwright.sync_api import Browser, Page, expect
from reading import fits

from tests.serving import serving

APP = ROOT / "tests" / "browser" / "charts_app.py"


@pytest.fixture(scope="module")
def charts_address() -> Iterator[str]:
    with serving(APP) as server:
        yield server.address


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address, accept_downloads=True) as page:
        page.goto("/")
        expect(drawn(page, "duty")).to_be_visible(timeout=30_000)
        yield page


@pytest.fixture
def charts(browser: Browser, charts_address: str) -> Iterator[Page]:
    with opened(browser, charts_address) as page:
        yield page


@pytest.fixture(scope="module")
def still(browser: Browser, charts_address: str) -> Iterator[Page]:
    """Yield a page for all the tests that only look at it."""
    with opened(browser, charts_address) as page:
        yield page


def figure(page: Page, key: str):
    return page.locator(f"figure.chart[data-name='{key}']")


def drawn(page: Page, key: str):
    return figure(page, key).locator(".main-svg .trace").first


def move(page: Page) -> None:
    page.locator(".st-key-rate input").focus()
    page.keyboard.press("ArrowRight")


def test_a_lever_redraws_the_chart_in_the_same_element(charts):
    graph = figure(charts, "duty").locator(".graph")
    graph.evaluate("graph => { graph.marked = true }")
    svg = graph.locator(".main-svg").first
    svg.evaluate("svg => { svg.marked = true }")
    move(charts)
    expect(figure(charts, "duty").locator(".finding")).to_contain_text("at 15.5%")
    charts.wait_for_function("() => document.querySelector('[data-name=duty] .graph').data[0].x.length === 2")
    expect(figure(charts, "duty").locator(".summary")).to_contain_text("Toyota 15.5")
    assert graph.evaluate("graph => graph.marked") and svg.evaluate("svg => svg.marked")


def test_nothing_moves_when_the_lever_does(charts):
    boxes = [figure(charts, key).bounding_box() for key in ("duty", "balance")]
    for _ in range(4):
        move(charts)
    expect(figure(charts, "duty").locator(".finding")).to_contain_text("at 17%")
    assert [figure(charts, key).bounding_box() for key in ("duty", "balance")] == boxes


def test_a_chart_off_the_screen_is_drawn_when_scrolled_to(charts):
    assert figure(charts, "below").locator(".main-svg").count() == 0
    figure(charts, "below").scroll_into_view_if_needed()
    expect(drawn(charts, "below")).to_be_visible()


def test_it_says_its_finding_and_its_data_in_words(still):
    duty = still.get_by_role("figure", name="Toyota pays most")
    expect(duty.locator(".summary")).to_have_text("Duty: Toyota 15.0, Mazda 7.50.")
    expect(still.get_by_role("figure", name="A waterfall")).to_be_visible()
    expect(duty.locator(".measure")).to_have_text("Duty a year, USD billion")
    expect(duty.locator(".source")).to_have_text("Source: a test")


def test_the_keyboard_reaches_the_chart_and_its_downloads(still):
    duty = figure(still, "duty")
    duty.focus()
    expect(duty.locator(".modebar")).to_have_css("opacity", "1")
    still.keyboard.press("Tab")
    name = "document.activeElement.getAttribute('aria-label')"
    names = []
    while (said := still.evaluate(name)) and "Download" not in said and len(names) < 12:
        names.append(said)
        still.keyboard.press("Tab")
    with still.expect_download() as download:
        still.keyboard.press("Enter")
    assert download.value.suggested_filename in ("duty.png", "duty.svg")


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_picture_is_named_after_the_chart_and_carries_its_words(still, kind, tmp_path):
    duty = figure(still, "duty")
    duty.hover()
    with still.expect_download() as download:
        duty.get_by_role("button", name=f"Download as {kind}").click()
    assert download.value.suggested_filename == f"duty.{kind.lower()}"
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    content = saved.read_bytes()
    assert content.startswith(b"\x89PNG") if kind == "PNG" else b"Toyota pays most" in content


def test_no_button_sends_the_chart_away(still):
    still.locator(".modebar").first.wait_for(state="attached")
    names = still.locator(".modebar-btn").evaluate_all("buttons => buttons.map(button => button.dataset.title)")
    assert names and not any("cloud" in name.lower() or "produced" in name.lower() for name in names)


def test_it_follows_the_theme_without_a_reload(charts):
    tick = figure(charts, "duty").locator(".xtick text").first
    light = tick.evaluate("text => getComputedStyle(text).fill")
    charts.emulate_media(color_scheme="dark")
    charts.wait_for_function(
        "light => getComputedStyle(document.querySelector('[data-name=duty] .xtick text')).fill !== light",
        arg=light,
    )
    ground = charts.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    assert ground == "rgb(18, 22, 29)"


def test_a_long_finding_wraps_on_a_phone_and_nothing_scrolls_sideways(browser, charts_address):
    with watched(browser, charts_address, viewport={"width": 390, "height": 844}) as phone:
        phone.goto("/")
        expect(drawn(phone, "duty")).to_be_visible(timeout=30_000)
        finding = figure(phone, "duty").locator(".finding")
        assert finding.evaluate("text => text.scrollWidth <= text.clientWidth && text.clientHeight > 40")
        plot = figure(phone, "duty").locator(".plot").bounding_box()
        assert plot["height"] > 250 and plot["x"] + plot["width"] <= 390
        fits(phone)


def test_plotly_comes_from_the_copy_streamlit_serves(still):
    served_files = still.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert any("static/js/PlotlyChart" in name for name in served_files)
    assert not any("plotlyjs" in name for name in served_files)


def test_a_chart_that_cannot_be_drawn_says_its_figures_instead(browser, charts_address):
    with watched(browser, charts_address, quiet=False) as page:
        page.goto("/?broken=1")
        expect(drawn(page, "duty")).to_be_visible(timeout=30_000)
        figure(page, "odd").scroll_into_view_if_needed()
        expect(figure(page, "odd").get_by_role("alert")).to_contain_text("Its figures: Bars: 2.00 at 1.00.")


def test_a_chart_taken_away_while_it_is_drawn_logs_no_error(charts):
    expect(drawn(charts, "duty")).to_be_visible()
    left = charts.evaluate("""async () => {
      const { chart } = document.querySelector("figure.chart");
      chart.drawn = null;
      const drawing = chart.draw(chart.theme, true);
      chart.remove();
      await drawing;
      await new Promise((done) => setTimeout(done));
      return [chart.root.isConnected, Boolean(chart.graph._fullLayout)];
    }""")
    assert left == [False, False]

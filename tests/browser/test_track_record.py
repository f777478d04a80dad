"""The track record in a real browser: both tabs, their charts and tables, and the sources as links."""

from playwright.sync_api import expect
from reading import METHOD, TRACK_RECORD, go, settled, shows, tab, visit

PATIENCE = 60_000


def test_the_record_shows_hits_and_misses_and_what_others_expected(page):
    visit(page, METHOD)
    go(page, "Track record")
    shows(page, TRACK_RECORD)
    settled(page)
    expect(page.get_by_text("outcomes published since April 2025")).to_be_visible()
    charts = page.locator("figure.chart")
    expect(charts).to_have_count(3)
    expect(charts.first.locator(".main-svg").first).to_be_visible(timeout=PATIENCE)
    assert "Model, missed" in charts.first.locator(".summary").inner_text()
    tab(page, "What others expected")
    expect(charts).to_have_count(2)
    expect(charts.first.locator(".main-svg").first).to_be_visible(timeout=PATIENCE)
    for name in ("NRI", "Daiwa", "Nomura", "Ours, after a year"):
        expect(charts.first.locator(".summary")).to_contain_text(name)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download CSV").click()
    assert saved.value.suggested_filename.startswith("common-ground-estimates-")

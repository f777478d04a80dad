"""Beyond the United States: where lost exports go, and how far Japan leans on one market."""

from model.result import Result
from model.trade import diversion
from pages.ui import beyond, findings_beyond, sections, style
from pages.ui.chart import beside, chart
from pages.ui.figures import beyond as figures
from pages.ui.figures import trade
from pages.ui.figures.steps import waterfall
from pages.ui.frame import show
from pages.ui.numbers import numbers
from pages.ui.tabs import tabs
from pages.ui.text import several, table, text
from pages.ui.values import option_words

PRODUCTS = 480


def body(result: Result) -> None:
    """Draw the page below its title."""
    parts, places = result.trade.steps(), beyond.destinations(result, table("destination"))
    lines, source = several("line", "scenario", "reference"), text("beyond_page.source")

    sections.answer(findings_beyond.beyond(result))
    numbers(result, ("exports", "lost", "diverted", "export_value", "effective_rate", "gdp"))
    sections.scope(result)

    where, of_goods = tabs("beyond", ("destinations", "lost_goods"))

    if where.open:
        with where:
            with beside():
                figure = waterfall(parts, table("beyond_step"), "USD bn", text("axis.usd_year"))
                title, measure = findings_beyond.steps(parts), text("beyond_page.steps_measure")
                chart(figure, "lost-and-found", title, measure, source)
                elsewhere = places.drop(index=figures.THE_US).sort_values("instead_usd_bn", ascending=False)
                named = elsewhere.set_index("destination")
                figure = trade.beside_reference(
                    named["instead_usd_bn"], named["reference_instead_usd_bn"], "USD bn", style.JAPAN, lines,
                    text("axis.usd_year"),
                )  # fmt: skip
                title, measure = findings_beyond.instead(places), text("beyond_page.instead_measure")
                chart(figure, "sold-elsewhere", title, measure, source)
                figure = figures.shares(places, lines, text("axis.share_of_exports"))
                title, measure = findings_beyond.dependence(result, places), text("beyond_page.dependence_measure")
                chart(figure, "dependence", title, measure, source)
                sold = beyond.by_opening(result)
                titles = (text("axis.opening"), text("axis.usd_year"))
                names = several("beyond_page", "line_opening", "line_own")
                figure = figures.opening(sold, result.policy.opening, names, titles)
                title, measure = findings_beyond.opening(sold), text("beyond_page.opening_measure")
                chart(figure, "opening", title, measure, source)
            sections.note("beyond_page.limits")

    if of_goods.open:
        with of_goods:
            products = result.trade.products()
            products["product"] = [option_words("product", name) for name in products["product"]]
            named = products.set_index("product")
            by_month = result.trade.months()[["lost_usd_bn", "diverted_usd_bn"]]
            names = several("beyond_page", "line_diverted", "line_lost")
            with beside():
                figure = figures.lost_goods(named, names[::-1], text("axis.usd_year"))
                title, measure = findings_beyond.goods(named), text("beyond_page.goods_measure")
                chart(figure, "lost-goods", title, measure, source, height=PRODUCTS)
                columns, axis = ("diverted_usd_bn", "lost_usd_bn"), text("axis.usd_month")
                figure = trade.by_month(by_month, columns, style.JAPAN, result.policy.decision, names, axis)
                title, measure = findings_beyond.months(by_month), text("beyond_page.months_measure")
                chart(figure, "lost-months", title, measure, source, height=PRODUCTS)
            sections.note("beyond_page.goods_limits")
            sections.table(by_month.reset_index(), "lost_months", result, table("beyond_column"))

    sections.table(places, "destinations", result, table("beyond_column"))
    sections.computed("beyond", (diversion, type(result.trade).destinations))


show("beyond", body)

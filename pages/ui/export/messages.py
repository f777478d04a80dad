"""The messages of the brief, in the order they are told; a new one is a function here and an entry below."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from model.bargain import negotiate
from model.negotiation.draws import verdicts
from model.result import Result
from model.scenarios import Scenario
from pages.ui import findings, findings_negotiation, findings_overview, findings_suppliers, findings_trade, style
from pages.ui.export.content import Brief, Message, Origin, numbers, publishers, scenario_words, settings, stamp
from pages.ui.export.marks import Bars, Line, Lines
from pages.ui.figures import trade
from pages.ui.figures.steps import TOO_SMALL_TO_SEE
from pages.ui.findings_negotiation import SAYS
from pages.ui.text import table, text

HEADLINE = ("japan_built", "six_profit", "short", "balance_jpy", "gdp", "effective_rate")
ON_SCREEN = ("makers", "suppliers", "balance", "agreement")
SHORT = "short_percent"


def brief(result: Result, preset: Scenario, page: str = "", own: tuple[str, ...] = ()) -> Brief:
    """Return all that is said of a result; `page` is the address the link starts with, `own` the reader's tables."""
    messages = tuple(message(result) for message in MESSAGES.values())
    named = dict.fromkeys(name for message in messages for name in message.tables)
    return Brief(
        title=text("export.question"),
        scenario=scenario_words(result, preset),
        stamp=stamp(result),
        digest=result.digest,
        origin=Origin.of(result, preset, page, own),
        messages=messages,
        sources=publishers(tuple(named), result.baseline),
        settings=settings(result),
    )


def answer(result: Result) -> Message:
    """Say what the policy does, in one answer and six numbers."""
    return Message(
        key="answer",
        title=text("export.question"),
        said=findings_overview.overview(result),
        limits=text("message_limit.answer"),
        numbers=numbers(result, HEADLINE),
        tables=("tariff_history",),
    )


def makers(result: Result) -> Message:
    """Say which of the six Japanese makers loses or gains most."""
    change = result.six_profit.sort_values()
    bars = Bars(
        names=tuple(change.index),
        values=tuple(change),
        colours=tuple(style.MAKERS.get(name, style.REFERENCE) for name in change.index),
        series=text("part.profit_change_usd_bn"),
        unit="USD bn",
        axis=text("axis.profit_change"),
    )
    return Message(
        key="makers",
        title=findings.who_loses(result),
        said=findings.automakers(result),
        limits=text("message_limit.makers"),
        measure=text("overview.who_measure"),
        source=text("source.model"),
        numbers=numbers(result, ("six_duty", "six_profit", "lasting_six_profit")),
        chart=bars,
        tables=("fleet", "makers", "maker_accounts"),
    )


def suppliers(result: Result) -> Message:
    """Say in which tier most firms run short of cash."""
    words, months = table("supplier_name"), result.suppliers.months()
    tiers = {f"tier {tier}": rows for tier, rows in months.groupby("tier")}
    behind = [Line(text("export.in_reference", column=words[name]), tuple(rows[f"reference_{SHORT}"]), style.REFERENCE,
                   reference=True) for name, rows in tiers.items()]  # fmt: skip
    front = [Line(words[name], tuple(rows[SHORT]), colour)
             for (name, rows), colour in zip(tiers.items(), style.TIERS, strict=False)]  # fmt: skip
    return Message(
        key="suppliers",
        title=findings_suppliers.short(result.suppliers.short()),
        said=findings_suppliers.suppliers(result),
        limits=text("message_limit.suppliers"),
        measure=text("export.grey", measure=text("suppliers.short_measure", line=f"{result.assumptions.short_line:g}")),
        source=text("suppliers.source_cash"),
        numbers=numbers(result, ("short", "weakest", "jobs")),
        chart=Lines(
            months=tuple(sorted(set(months["month"]))),
            lines=(*behind, *front),
            unit="%",
            axis=text("supplier_axis.short"),
            decision=result.policy.decision,
        ),
        kind="judgement",
        tables=("suppliers", "constants"),
    )


def balance(result: Result) -> Message:
    """Say what moves the goods balance most."""
    table_of_steps = result.trade.balance()
    steps, words = trade.steps(table_of_steps), table("trade_step")
    ends = {"start": style.amount(table_of_steps["jpy_bn"].iloc[0], "JPY bn"),
            "end": style.amount(table_of_steps["jpy_bn"].iloc[-1], "JPY bn")}  # fmt: skip
    colours = [style.GAIN if value >= 0 else style.LOSS for value in steps.iloc[:-1]]
    return Message(
        key="balance",
        title=findings_trade.steps_of_balance(steps),
        said=findings_trade.trade(result, steps),
        limits=text("message_limit.balance"),
        measure=text("trade_page.steps_measure", **ends),
        source=text("source.trade"),
        numbers=numbers(result, ("balance_jpy", "balance_usd", "exports")),
        chart=Bars(
            names=tuple(words[name] for name in steps.index),
            values=tuple(float(value) if abs(value) >= TOO_SMALL_TO_SEE["JPY bn"] else 0.0 for value in steps),
            colours=(*colours, style.JAPAN),
            series=text("trade_step.change"),
            unit="JPY bn",
            axis=text("axis.jpy_year"),
        ),
        tables=("products", "us_exports", "exchange_rate"),
    )


def economies(result: Result) -> Message:
    """Say what Japan's output loses so far and what was forecast."""
    output, words = findings_overview.engines(result), table("engine")
    reference = tuple(output["reference"]) if output["reference"].abs().max() >= style.NEGLIGIBLE else ()
    measure = text("overview.gdp_measure")
    return Message(
        key="economies",
        title=findings_overview.output(output),
        said=findings_trade.economies(result, "us_prices"),
        limits=text("message_limit.economies"),
        measure=text("export.grey", measure=measure) if reference else measure,
        source=text("overview.gdp_source"),
        numbers=numbers(result, ("gdp", "us_prices", "us_growth")),
        chart=Bars(
            names=tuple(words[name].replace("<br>", " ") for name in output.index),
            values=tuple(output["scenario"]),
            colours=(style.JAPAN, *(style.TIERS[1],) * (len(output) - 1)),
            series=text("line.scenario"),
            unit="%",
            axis=text("axis.change_percent"),
            reference=reference,
            reference_series=text("line.reference"),
        ),
        tables=("published_estimates",),
    )


def agreement(result: Result) -> Message:
    """Say whether both sides could say yes to the package, what it is worth to each, and where they would settle."""
    talks = negotiate(result.policy, result.assumptions, result.baseline, result.as_signed)
    settled = talks.zone.nash
    names, values = [text("message_agreement.japan"), text("message_agreement.us")], [talks.japan.gain, talks.us.gain]
    if settled is not None:
        names += [text("message_agreement.settled_japan"), text("message_agreement.settled_us")]
        values += [settled.gain_japan, settled.gain_us]
    return Message(
        key="agreement",
        title=text(f"message_agreement.title_{SAYS[talks.japan.yes, talks.us.yes]}"),
        said=findings_negotiation.answer(talks, verdicts(talks)),
        limits=text("message_limit.agreement"),
        measure=text("message_agreement.measure"),
        source=text("message_agreement.source"),
        chart=Bars(
            names=tuple(names), values=tuple(values),
            colours=(style.JAPAN, style.UNITED_STATES) * (len(values) // 2),
            series=text("message_agreement.series"), unit="USD bn", axis=text("bargain.axis_worth"),
        ),
        kind="judgement",
        tables=("limits", "threats", "concessions"),
    )  # fmt: skip


def limits(_: Result) -> Message:
    """Say what all this does not say."""
    return Message(
        key="limits",
        title=text("export.limits_title"),
        said=text("export.not_said"),
        limits="",
        points=tuple(table("brief_limit").values()),
    )


MESSAGES: Mapping[str, Callable[[Result], Message]] = MappingProxyType(
    {
        "answer": answer,
        "makers": makers,
        "suppliers": suppliers,
        "balance": balance,
        "economies": economies,
        "agreement": agreement,
        "limits": limits,
    }
)

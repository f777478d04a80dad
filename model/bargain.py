"""From levers to the table: the talks over the package that a policy says, and the meters of the groups at home."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.headline import Headline, Pairs
from model.market.calibration import repeated
from model.negotiation.measures import economics, states_without_deal, summed, table, without_offers
from model.negotiation.talks import SIDES, Side, Talks
from model.negotiation.waiting import threat_on
from model.outcome import Outcome
from model.policy import Policy
from model.politics import Group, effects, groups
from model.setting import Setting
from model.simulate import run
from model.tariffs import MONTHS

TALK_UNITS: Mapping[str, str] = MappingProxyType({
    "gain_japan": "USD bn a year", "gain_us": "USD bn a year", "lines_japan": "percent", "lines_us": "percent",
})  # fmt: skip
"""The units of the numbers of `of_talks`, by name."""
CERTAIN = 100.0


def negotiate(
    policy: Policy, assumptions: Assumptions, baseline: Baseline, as_signed: Outcome | None = None,
    *, pairs: bool = True,
) -> Talks:  # fmt: skip
    """Return the talks over the package that a policy says, as if both sides signed it; a deal lifts a counter-tariff.

    as_signed: what that package does, one row, where it is known already.  pairs: other tariffs beside the package's
    own, which no zone can do without.
    """
    outcome = as_signed or run([policy.as_signed], [assumptions], baseline)[0]
    given = repeated(assumptions, 1)
    when = (MONTHS.index(policy.decision), baseline)
    blocks = outcome.makers, outcome.trade, outcome.economy, outcome.effective
    own = summed(blocks, given, when)
    rate = threat_on(policy.talks, baseline).rate
    return Talks(policy, assumptions, baseline, table(policy, rate, assumptions, baseline, pairs=pairs), own)


def meters(talks: Talks) -> tuple[Group, ...]:
    """Return the meters of every group on both sides, the package on the table against no deal."""
    policy, baseline = talks.policy, talks.baseline
    states = states_without_deal(without_offers(policy), talks.threat.rate)
    helped = {name: getattr(policy, name) for name in ("supplier_credit", "employment_subsidy", "fair_trade")}
    everyone = [policy.as_signed, *(state.but(**helped) for state in states)]
    found = effects(run(everyone, [talks.assumptions], baseline)[0], talks.assumptions, baseline)
    return groups(talks, found.rows(slice(0, 1)), found.rows(slice(1, None)))


def of_talks(reference: Policy, baseline: Baseline, settings: Sequence[Setting]) -> dict[str, Pairs]:
    """Return the numbers of the talks over the packages of settings [N]; the reference plays no part in talks.

    gain_...: what the package is worth to a side, beside what no deal is worth to it.  lines_...: the odds that the
    package passes all red lines of a side, beside certainty.
    """
    worlds = [(one.policy.as_signed, economics(one.assumptions)) for one in settings]
    apart = dict(zip(worlds, settings, strict=True))
    outcome = run([signed for signed, _ in apart], [one.assumptions for one in apart.values()], baseline)[0]
    rows = {world: outcome.rows(slice(at, at + 1)) for at, world in enumerate(apart)}
    found = [
        numbers(negotiate(one.policy, one.assumptions, baseline, rows[world], pairs=False))
        for one, world in zip(settings, worlds, strict=True)
    ]
    return {
        name: Pairs(np.array([one[name].value for one in found]), np.array([one[name].reference for one in found]))
        for name in TALK_UNITS
    }


def numbers(talks: Talks) -> dict[str, Headline]:
    """Return the numbers of talks: what the package is worth to each side, and the odds of its red lines."""
    values = {}
    for name in SIDES:
        side: Side = getattr(talks, name)
        values[f"gain_{name}"] = side.gain + side.no_deal, side.no_deal
        values[f"lines_{name}"] = CERTAIN * side.odds, CERTAIN
    return {name: Headline(*values[name], unit, "judgement") for name, unit in TALK_UNITS.items()}

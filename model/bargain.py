"""From levers to the table: the talks over the package that a policy says, and the meters of the groups at home."""

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.market.calibration import repeated
from model.negotiation.measures import (
    Measures,
    economics,
    measured,
    states_without_deal,
    summed,
    table,
    without_offers,
)
from model.negotiation.talks import Talks
from model.negotiation.waiting import threat_on
from model.outcome import Outcome
from model.policy import Policy
from model.politics import Group, effects, groups
from model.simulate import run
from model.tariffs import MONTHS


def negotiate(policy: Policy, assumptions: Assumptions, baseline: Baseline, outcome: Outcome | None = None) -> Talks:
    """Return the talks over the package that a policy says, as if both sides signed it; a deal lifts a counter-tariff.

    outcome: what the policy does, its own row first, which spares a run where the policy is that package already.
    """
    package = signed(policy)
    if outcome is not None and package == policy:
        own = _of_outcome(outcome, policy, assumptions, baseline)
    elif package.quota:
        own = _of_outcome(run([package], [assumptions], baseline)[0], policy, assumptions, baseline)
    else:
        own = measured([package], economics(assumptions), baseline)[0]
    rate = threat_on(policy.talks, baseline).rate
    return Talks(policy, assumptions, baseline, table(policy, rate, assumptions, baseline), own)


def meters(talks: Talks) -> tuple[Group, ...]:
    """Return the meters of every group on both sides, the package on the table against no deal."""
    policy, baseline = talks.policy, talks.baseline
    package = signed(policy)
    states = states_without_deal(without_offers(policy), talks.threat.rate)
    helped = {name: getattr(policy, name) for name in ("supplier_credit", "employment_subsidy", "fair_trade")}
    everyone = [package, *(state.but(**helped) for state in states)]
    found = effects(run(everyone, [talks.assumptions], baseline)[0], talks.assumptions, baseline)
    return groups(talks, found.rows(slice(0, 1)), found.rows(slice(1, None)))


def signed(policy: Policy) -> Policy:
    """Return a policy as both sides would sign it: a deal believed to last, without a counter-tariff."""
    return policy.but(signed=True, counter_tariff=0.0, course="as-set")


def _of_outcome(outcome: Outcome, policy: Policy, assumptions: Assumptions, baseline: Baseline) -> Measures:
    """Return the measures of an outcome's first row."""
    given = repeated(assumptions, len(outcome.first))
    blocks = outcome.makers, outcome.trade, outcome.economy, outcome.effective
    return summed(blocks, given, (MONTHS.index(policy.decision), baseline)).rows(slice(0, 1))

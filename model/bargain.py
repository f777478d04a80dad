"""From levers to the table: the talks over the package that a policy says, and the meters of the groups at home."""

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.market.calibration import repeated
from model.negotiation.measures import states_without_deal, summed, table, without_offers
from model.negotiation.talks import Talks
from model.negotiation.waiting import threat_on
from model.outcome import Outcome
from model.policy import Policy
from model.politics import Group, effects, groups
from model.simulate import run
from model.tariffs import MONTHS


def negotiate(policy: Policy, assumptions: Assumptions, baseline: Baseline, as_signed: Outcome | None = None) -> Talks:
    """Return the talks over the package that a policy says, as if both sides signed it; a deal lifts a counter-tariff.

    as_signed: what that package does, one row, where it is known already.
    """
    outcome = as_signed or run([policy.as_signed], [assumptions], baseline)[0]
    given = repeated(assumptions, 1)
    when = (MONTHS.index(policy.decision), baseline)
    blocks = outcome.makers, outcome.trade, outcome.economy, outcome.effective
    own = summed(blocks, given, when)
    rate = threat_on(policy.talks, baseline).rate
    return Talks(policy, assumptions, baseline, table(policy, rate, assumptions, baseline), own)


def meters(talks: Talks) -> tuple[Group, ...]:
    """Return the meters of every group on both sides, the package on the table against no deal."""
    policy, baseline = talks.policy, talks.baseline
    states = states_without_deal(without_offers(policy), talks.threat.rate)
    helped = {name: getattr(policy, name) for name in ("supplier_credit", "employment_subsidy", "fair_trade")}
    everyone = [policy.as_signed, *(state.but(**helped) for state in states)]
    found = effects(run(everyone, [talks.assumptions], baseline)[0], talks.assumptions, baseline)
    return groups(talks, found.rows(slice(0, 1)), found.rows(slice(1, None)))

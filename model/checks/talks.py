"""What must hold of the talks: red lines, odds, the value of no deal, and the deal that both would settle on."""

from dataclasses import replace

import numpy as np

from model.checks.check import Check
from model.market.demand import Array
from model.negotiation.frontier import best_gains
from model.negotiation.limits import term_values
from model.negotiation.talks import Talks
from model.negotiation.zone import Deal, Grid, Zone, zone

ROUNDING = 1e-9
TIGHTER = 0.5
WORSE_USD_BN, OTHER_UNIT = 1.0, 2.0


def agreement(over: Talks) -> list[Check]:
    """Return the checks of the talks over one package; those of the settlement hold of themselves in an empty zone."""
    found = over.zone
    return [
        Check("negotiation", "odds", _odds(over)),
        Check("negotiation", "bellman", _bellman(over)),
        Check("negotiation", "settled_inside", _inside(over, found)),
        Check("negotiation", "unbeaten", _unbeaten(over, found), ROUNDING),
        Check("negotiation", "other_unit", _other_unit(over, found), ROUNDING),
        Check("negotiation", "worse_no_deal", _worse_no_deal(over, found), ROUNDING),
        Check("negotiation", "tighter", _tighter(over, found), 0.0),
    ]


def _odds(over: Talks) -> float:
    """Return by how much odds of red lines or of moving between states leave 0 to 1, or those of a month one."""
    lines = np.array([odds for side in (over.japan, over.us) for _, odds in side.lines])
    everything = np.concatenate([lines, over.steps.ravel(), over.hazard])
    return float(max(0.0, -everything.min(), everything.max() - 1, np.abs(over.steps.sum(axis=-1) - 1).max()))


def _bellman(over: Talks) -> float:
    """Return the largest residual of the value of no deal in any month and state, USD bn a year."""
    gaps = []
    for flows, values, impatience in zip(
        over.flows, over.no_deal_path, (over.weigh["japan_impatience"], over.weigh["us_impatience"]), strict=True
    ):
        kept = np.exp(-impatience / 12)
        after = np.concatenate([values[1:], values[-1:]])
        steps = np.concatenate([over.steps, over.steps[-1:]])
        gaps.append(np.abs(values - (1 - kept) * flows - kept * np.einsum("mij,mj->mi", steps, after)).max())
    return float(max(gaps))


def _inside(over: Talks, found: Zone) -> float:
    """Return by how many spreads the settlement crosses a red line, or by how much either side loses by it."""
    deal = found.nash
    if deal is None:
        return float(found.count)
    values = term_values(deal.car, deal.general, deal.investment, deal.rice, over.weigh)
    crossed = max(-float(limit.margin(values[limit.term])) for limit in over.limits)
    return float(max(0.0, crossed, -deal.gain_japan, -deal.gain_us))


def _unbeaten(over: Talks, found: Zone) -> float:
    """Return by how much another deal of the zone is better for both and likelier to pass, USD bn a year."""
    deal = found.nash
    if deal is None:
        return float(best_gains(over.grid, found.keep).size * found.open)
    both = np.minimum(found.gain_japan - deal.gain_japan, found.gain_us - deal.gain_us)
    better = found.inside & (found.odds > deal.odds)
    return float(max(0.0, both[better].max())) if better.any() else 0.0


def _other_unit(over: Talks, found: Zone) -> float:
    """Return how far the settlement moves when Japan's payoff is counted in another unit, of all its terms."""
    scaled = replace(over.grid, japan={term: OTHER_UNIT * part for term, part in over.grid.japan.items()})
    again = zone(scaled, over.limits, over.weigh).nash
    return _apart(found.nash, again)


def _worse_no_deal(over: Talks, found: Zone) -> float:
    """Return how much more a side has in the end if its no deal is worth a billion less, USD bn a year."""
    if found.nash is None:
        return 0.0
    better = []
    for side in ("japan", "us"):
        again = zone(_shifted(over.grid, side), over.limits, over.weigh).nash
        assert again is not None
        gain = f"gain_{side}"
        better.append(getattr(again, gain) - WORSE_USD_BN - getattr(found.nash, gain))
    return float(max(0.0, *better))


def _tighter(over: Talks, found: Zone) -> float:
    """Return how many deals more the zone holds when every red line is tighter by half its spread."""
    limits = [limit.relaxed(-TIGHTER * float(limit.spread)) for limit in over.limits]
    return float(max(0, zone(over.grid, limits, over.weigh).count - found.count))


def _shifted(of: Grid, side: str) -> Grid:
    """Return the grid where one side's no deal is worth a billion less, so that every deal gains it that much more."""
    parts = dict(getattr(of, side))
    pair: Array = parts["pair"] + WORSE_USD_BN
    return replace(of, **{side: parts | {"pair": pair}})


def _apart(first: Deal | None, second: Deal | None) -> float:
    if first is None or second is None:
        return float(first is not second)
    terms = ("car", "general", "investment", "farm", "rice", "energy")
    return float(max(abs(getattr(first, term) - getattr(second, term)) for term in terms))

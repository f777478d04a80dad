"""The package in the zone of agreement whose worst-off group, on either side, minds it least."""

from typing import Any, NamedTuple

import numpy as np

from model.market.demand import Array
from model.negotiation.measures import CARS, parts_rate, states_without_deal, without_offers
from model.negotiation.talks import Talks
from model.negotiation.zone import AXES, TERMS, Deal
from model.politics import drivers, effects, meter, since_no_deal
from model.simulate import run

OFFERED = ("investment", "farm", "rice", "energy")


class Balanced(NamedTuple):
    """Hold the deal, the group that gains least by it, and that group's meter, from -100 to 100."""

    deal: Deal
    worst: str
    meter: float


def balanced(talks: Talks) -> Balanced | None:
    """Return the package of the zone with the highest of the groups' lowest meters; none in an empty zone.

    Ties go to the first.  Jobs, profits and suppliers follow the car rate alone.
    """
    found = talks.zone
    if not found.open:
        return None
    since = {name: _placed(values, talks) for name, values in _since(talks).items()}
    axes: dict[str, Any] = {term: _along(AXES[term][found.keep[term]], term) for term in OFFERED}
    moved = drivers(since, talks.offer._replace(**axes), talks.weigh, talks.salience)
    meters = {name: np.broadcast_to(meter(parts), found.inside.shape) for (_, name), parts in moved.items()}
    least = np.minimum.reduce(list(meters.values()))
    best = int(np.argmax(np.where(found.inside, least, -np.inf)))
    worst = min(meters, key=lambda name: float(meters[name].ravel()[best]))
    return Balanced(found.deal(best), worst, float(least.ravel()[best]))


def _since(talks: Talks) -> dict[str, Array]:
    """Return effects by car rate [C] and measures by pair of rates [C x G], all against no deal."""
    policy, baseline = talks.policy, talks.baseline
    states = states_without_deal(without_offers(policy), talks.threat.rate)
    package = policy.as_signed.but(quota=0.0)
    cars = [package.but(car_tariff=car, parts_tariff=parts_rate(car)) for car in CARS]
    both = effects(run([*states, *cars], [talks.assumptions], baseline)[0], talks.assumptions, baseline)
    without, with_deal = both.rows(slice(0, len(states))), both.rows(slice(len(states), None))
    of_pairs = since_no_deal(talks, talks.table.pairs, talks.table.states)
    return since_no_deal(talks, with_deal, without) | of_pairs


def _placed(values: Array, talks: Talks) -> Array:
    """Return values by car rate or by pair at the kept positions, broadcast over all terms."""
    keep = talks.zone.keep
    shaped = values.reshape(len(CARS), -1)
    general = keep["general"] if shaped.shape[1] > 1 else np.array([0])
    return np.asarray(shaped[np.ix_(keep["car"], general)][..., None, None, None, None])


def _along(values: Array, term: str) -> Array:
    shape = [1] * len(TERMS)
    shape[TERMS.index(term)] = -1
    return values.reshape(shape)

"""What no deal is worth: the rates of June, the threat, the chance that Washington gives way; sign now or wait."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from model.baseline import Baseline
from model.market.demand import Array
from model.negotiation.payoffs import Weighed
from model.parameter import months

JUNE, LETTER, DOWN = 0, 1, 2
CREDIBLE = {"paused-rate": "paused_credible", "letter": "threat_credible"}


@dataclass(frozen=True)
class Threat:
    """Hold the threat that hangs over Japan: its general rate in percent and the months until it falls due."""

    name: str
    rate: float
    due: int


@lru_cache(maxsize=64)
def threat_on(day: str, baseline: Baseline) -> Threat:
    """Return the latest threat made by a day; one that was due in the same month falls due at the end of it."""
    row = baseline.threats[baseline.threats["since"] <= day].sort_values("since").iloc[-1]
    ahead = len(months(day[:7], row["due"])) - 1
    return Threat(str(row["threat"]), float(row["general_percent"]), max(1, ahead))


def chain_of_states(hazard: Array, due: int, credible: Any) -> Array:
    r"""Return the monthly transitions between the states of June, letter and down, [..., M, 3, 3].

    With hazard $h$ a month June goes down and the letter back to June; down stays.  In the month the threat falls due
    June goes to the letter with probability $p$ where it does not go down.
    """
    credible = np.asarray(credible, dtype=float)
    steps = np.zeros((*credible.shape, len(hazard), 3, 3))
    comes = np.zeros((*credible.shape, len(hazard)))
    if due <= len(hazard):
        comes[..., due - 1] = credible
    steps[..., JUNE, DOWN] = hazard
    steps[..., JUNE, LETTER] = (1 - hazard) * comes
    steps[..., JUNE, JUNE] = (1 - hazard) * (1 - comes)
    steps[..., LETTER, JUNE], steps[..., LETTER, LETTER] = hazard, 1 - hazard
    steps[..., DOWN, DOWN] = 1
    return steps


def no_deal_values(flows: Array, steps: Array, impatience: Any) -> Array:
    r"""Return the annualised value of no deal by month and state, [..., M + 1, 3], by backward induction.

    $$V_m = (1-\delta) u + \delta P_m V_{m+1}, \qquad V_M = (1-\delta)(I - \delta P_{M-1})^{-1} u, \qquad
    \delta = e^{-r/12}$$

    flows [..., 3]: USD bn a year in each state.  steps [..., M, 3, 3].  impatience: a year.
    """
    kept = np.exp(-np.asarray(impatience) / 12)[..., None]
    length = steps.shape[-3]
    values = np.empty((*np.broadcast_shapes(flows.shape[:-1], steps.shape[:-3]), length + 1, 3))
    last = np.eye(3) - kept[..., None] * steps[..., -1, :, :]
    values[..., -1, :] = np.linalg.solve(last, ((1 - kept) * flows)[..., None])[..., 0]
    for m in range(length - 1, -1, -1):
        after = (steps[..., m, :, :] @ values[..., m + 1, :, None])[..., 0]
        values[..., m, :] = (1 - kept) * flows + kept * after
    return values


def occupancy(steps: Array, count: int) -> Array:
    """Return the probability of each state in the first months, [count, 3], starting from June; steps [M, 3, 3]."""
    now, seen = np.array([1.0, 0.0, 0.0]), []
    for m in range(count):
        seen.append(now)
        now = now @ steps[min(m, len(steps) - 1)]
    return np.array(seen)


def value_of_waiting(flows: Array, steps: Array, then: Array, impatience: float) -> Array:
    r"""Return the annualised value of signing in each month, [M], seen from the first.

    $$W_m = (1-\delta) \sum_{k<m} \delta^k \mathbb{E} u_k + \delta^m\, \mathbb{E}\, N_m$$

    flows [3]: a year in each state.  then [M, 3]: the value of the deal of each month and state, or of no deal there.
    """
    kept, odds = np.exp(-impatience / 12), occupancy(steps, len(then))
    discount = kept ** np.arange(len(then))
    waited = np.concatenate([[0.0], np.cumsum((1 - kept) * discount * (odds @ flows))[:-1]])
    return np.asarray(waited + discount * (odds * then).sum(axis=1))


def credibility(threat: Threat, weigh: Weighed) -> Any:
    """Return the probability that a threat is carried out."""
    return weigh[CREDIBLE[threat.name]]

"""How far results may be off: draws over the assumptions' ranges, bands, one at a time, and whose doubt weighs most."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from model.assumptions import Assumptions, Economics
from model.baseline import Baseline
from model.headline import Pairs, headlines, monthly
from model.market.calibration import stacked
from model.market.demand import Array, Flags
from model.negotiation.draws import two_piece
from model.parameter import Invalid
from model.policy import Policy
from model.simulate import run

SEED = 20250722
DRAWS_AT_ONCE = 8
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
DRAWN = tuple(name for name, lever in Economics.declared().items() if lever.control == "number")
LOW, HIGH = 0, 1
RESAMPLES, MOST_ANALYSED, SURE = 25, 4000, 0.95
Mapped = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Study:
    """Name a scenario, its reference, what is assumed at the centre, and which assumptions are drawn how often."""

    policy: Policy
    reference: Policy
    assumptions: Assumptions
    count: int = 1000
    seed: int = SEED
    names: tuple[str, ...] = DRAWN


class Part(NamedTuple):
    """Hold what some draws give, those aside that do not go together.

    kept [n]: which of the draws go together.  headline: by name.  months: of the scenario, [N, T] by name.
    """

    kept: Flags
    headline: dict[str, Pairs]
    months: dict[str, Array]


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """Hold what all draws of a study give: N that go together, by K assumptions drawn.

    places [N, K]: where in its range each assumption was drawn, 0 the low end, one half the centre, 1 the high end.
    rejected: how many draws did not go together.
    """

    study: Study
    places: Array
    headline: Mapping[str, Pairs]
    months: Mapping[str, Array]
    rejected: int

    def band(self, name: str, *, change: bool = False) -> Array:
        """Return the quantiles of a headline number, or of its change against the reference, as in `QUANTILES`."""
        pair = self.headline[name]
        return np.asarray(np.quantile(pair.change if change else pair.value, QUANTILES))

    def path(self, name: str) -> Array:
        """Return the quantiles of a monthly number, [Q, T]."""
        return np.asarray(np.quantile(self.months[name], QUANTILES, axis=0))


class Swing(NamedTuple):
    """Hold a headline number with one assumption after the other at its low and at its high end, [K] each.

    NaN where an end does not go with the other assumptions.
    """

    low: Pairs
    high: Pairs


def places(study: Study) -> Array:
    """Return a Latin hypercube over the unit cube, [count, K]; the same seed gives the same bits."""
    from scipy.stats import qmc  # it takes half a second to import, and few readers come here

    cube = qmc.LatinHypercube(len(study.names), rng=np.random.default_rng(study.seed))
    return np.asarray(cube.random(study.count))


def values(study: Study, at: Array) -> Array:
    r"""Return the assumptions at places of the unit cube, [n, K].

    $$x = \begin{cases} low + 2u\,(centre - low) & u \le \tfrac12 \\ centre + (2u - 1)(high - centre) & u > \tfrac12
    \end{cases}$$

    so that the median lies at the centre, which is what the reader has set.
    """
    levers = Assumptions.declared()
    columns = [
        two_piece(at[:, k], levers[name], float(getattr(study.assumptions, name))) for k, name in enumerate(study.names)
    ]
    return np.stack(columns, axis=1)


def parts(study: Study, baseline: Baseline, mapped: Mapped = map) -> Iterator[Part]:
    """Yield what the draws give, some at a time and in order, so that memory is bounded and a reader may stop.

    mapped: like `map`, in order; one that hands the work to several processes gives the same bits.
    """
    drawn = values(study, places(study))
    some = (drawn[at : at + DRAWS_AT_ONCE] for at in range(0, len(drawn), DRAWS_AT_ONCE))
    yield from mapped(partial(of_part, study, baseline), some)


def of_part(study: Study, baseline: Baseline, drawn: Array) -> Part:
    """Return what some draws [n, K] give, scenario and reference of each under the same assumptions."""
    sets = [_set(study, row) for row in drawn]
    found = [one for one in sets if one is not None]
    kept = np.array([one is not None for one in sets])
    return Part(kept, *_evaluated(study, found, baseline))


def joined(study: Study, found: Sequence[Part]) -> Uncertainty:
    """Return all parts of a study as one."""
    kept = np.concatenate([part.kept for part in found])
    some = [part for part in found if part.kept.any()]
    headline = {
        name: Pairs(*(np.concatenate([part.headline[name][which] for part in some]) for which in (0, 1)))
        for name in some[0].headline
    }
    months = {name: np.concatenate([part.months[name] for part in some]) for name in some[0].months}
    return Uncertainty(study, places(study)[: len(kept)][kept], headline, months, int((~kept).sum()))


def uncertainty(study: Study, baseline: Baseline) -> Uncertainty:
    """Return what all draws of a study give, without a word on the way."""
    return joined(study, list(parts(study, baseline)))


def swings(study: Study, baseline: Baseline, mapped: Mapped = map) -> dict[str, Swing]:
    """Return each headline number with one assumption after the other at either end, all others at the centre."""
    levers, centre = Assumptions.declared(), np.array([getattr(study.assumptions, name) for name in study.names])
    ends = np.repeat(centre[None], 2 * len(centre), axis=0)
    for k, name in enumerate(study.names):
        ends[2 * k, k], ends[2 * k + 1, k] = levers[name].low, levers[name].high
    few = (ends[at : at + DRAWS_AT_ONCE] for at in range(0, len(ends), DRAWS_AT_ONCE))
    found = list(mapped(partial(of_part, study, baseline), few))
    kept = np.concatenate([part.kept for part in found])
    some = [part for part in found if part.kept.any()]

    def placed(name: str, which: int) -> Array:
        numbers = np.full(len(kept), np.nan)
        numbers[kept] = np.concatenate([part.headline[name][which] for part in some])
        return numbers

    both = {name: Pairs(placed(name, 0), placed(name, 1)) for name in some[0].headline}
    return {name: Swing(*(Pairs(*(one[end::2] for one in pair)) for end in (LOW, HIGH))) for name, pair in both.items()}


class FirstOrder(NamedTuple):
    """Hold first-order Sobol indices, shares of the variance, and how sure they are (95%), plus or minus, [K] each."""

    share: Array
    give: Array


def first_order(at: Array, result: Array, seed: int = SEED) -> FirstOrder:
    r"""Return which share of a result's variance each assumption brings about on its own, from draws [N, K] and [N].

    $$S_k = \frac{\mathrm{Var}\, \mathbb{E}[y \mid x_k]}{\mathrm{Var}\, y}$$

    Estimated from the draws themselves by random balance designs with the bias taken off; at most 4,000 are used.
    A result that does not vary gives zeros.  Source: Tarantola, Gatelli and Mara (2006); Tissot and Prieur (2012).
    """
    from SALib.analyze import rbd_fast  # as slow to import

    at, result = at[:MOST_ANALYSED], result[:MOST_ANALYSED]
    count = at.shape[1]
    if np.ptp(result) <= 1e-12 * max(1.0, float(np.abs(result).max())):
        return FirstOrder(np.zeros(count), np.zeros(count))
    problem = {"num_vars": count, "names": [str(k) for k in range(count)], "bounds": [[0.0, 1.0]] * count}
    generator = np.random.default_rng(seed)
    found = rbd_fast.analyze(problem, at, result, num_resamples=RESAMPLES, conf_level=SURE, seed=generator)
    return FirstOrder(np.array(found["S1"]), np.array(found["S1_conf"]))


def _set(study: Study, row: Array) -> Assumptions | None:
    """Return the assumptions of a draw, or none where they do not go together."""
    try:
        return study.assumptions.but(**dict(zip(study.names, row.tolist(), strict=True)))
    except Invalid:
        return None


def _evaluated(
    study: Study, sets: Sequence[Assumptions], baseline: Baseline
) -> tuple[dict[str, Pairs], dict[str, Array]]:  # fmt: skip
    """Return headline numbers and months of the scenario under every set."""
    count = len(sets)
    if not count:
        return {}, {}
    both, twice = [study.policy] * count + [study.reference] * count, [*sets, *sets]
    outcome, _, _ = run(both, twice, baseline, decisions=[study.policy.decision] * (2 * count))
    pairs = headlines(outcome, np.arange(count, 2 * count), stacked(twice), baseline)
    return pairs, {name: path[:count] for name, path in monthly(outcome, baseline).items()}

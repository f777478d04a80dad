"""What moves towards what it is drawn to by the same share of the gap every month."""

from functools import lru_cache

import numpy as np

from model.market.demand import Array


def adjusted(wanted: Array, speed: Array, start: Array | float = 0.0) -> Array:
    r"""Return what is on its way to what is wanted, [S, T, ...], from where it stood before the first month.

    $$x_t = x_{t-1} + k (x^*_t - x_{t-1}) = x_0 + \sum_{u \le t} k (1-k)^{t-u} (x^*_u - x_0)$$

    speed: $k$ in [0, 1], [S, 1].  start: $x_0$, broadcast to [S, T, ...].
    """
    scenarios, periods = wanted.shape[:2]
    away = (wanted - start).reshape(scenarios, periods, -1)
    came = _weights(speed.tobytes(), scenarios, periods) @ away
    return np.asarray(start + came.reshape(wanted.shape))


@lru_cache(maxsize=32)
def _weights(speed: bytes, scenarios: int, periods: int) -> Array:
    """Return how much of the gap of month u has been closed by month t, [S, T, T]."""
    share = np.frombuffer(speed).reshape(scenarios, 1, 1)
    since = np.subtract.outer(np.arange(periods), np.arange(periods))
    return np.asarray(np.where(since >= 0, share * (1 - share) ** np.maximum(since, 0), 0.0))

"""Who can hold out: orders up the chain, who carries the tariff, suppliers' cash, jobs and places."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from model.adjustment import adjusted
from model.market.demand import Array

TIERS = (1, 2, 3)
MARGIN_POINTS = 64


class Chain(NamedTuple):
    """Hold the supply chain of 2024: K = 3 tiers, F makers.

    firms, margin, margin_sd, staff [K]; first_sales: tier 1's sales, JPY bn a year.  output [F]: vehicles built in
    Japan, thousand; all_output: of every maker of Japan.  exposure [F]: the share of a maker's output in Japan that is
    sold in the US.  own_savings [F]: the share of added duty a maker says it saves itself, NaN where it says none.
    """

    firms: Array
    margin: Array
    margin_sd: Array
    staff: Array
    first_sales: float
    output: Array
    all_output: float
    exposure: Array
    own_savings: Array


@dataclass(frozen=True, eq=False)
class Suppliers:
    """Hold what reaches the suppliers, S scenarios, T months, K tiers, C = 1 + F chains: all makers, then each.

    orders [S, T, C, K]: change of orders, share of those of 2024.  tariff_loss [S, T, F]: what the makers cannot pass
    on, JPY bn a month.  price_down, kept [S, T, K]: what each tier is asked to give and what it keeps of that, JPY bn
    a month.  sales [S, K]: JPY bn a year.  loss, short, out, bankrupt [S, T, C, K]: loss beyond avoidable costs (months
    of sales a month), and shares of firms.  weakest [S, T, C, K]: months of sales the weakest tenth still has.
    drawn [S, T]: credit drawn, JPY bn.  usual_short, usual_out [S, K]: the shares without any tariff.
    """

    orders: Array
    tariff_loss: Array
    price_down: Array
    kept: Array
    sales: Array
    loss: Array
    short: Array
    out: Array
    bankrupt: Array
    weakest: Array
    drawn: Array
    usual_short: Array
    usual_out: Array


def orders(japan_built: Array, chain: Chain) -> Array:
    r"""Return the change of orders by chain and tier, share of 2024, [S, T, C, K].

    $$g_f = e_f \left(\frac{\sum_j V_{0j} q_j}{\sum_j V_{0j} q_{0j}} - 1\right), \qquad
    g_{k,t} = \sum_f \frac{Q_f}{Q} g_{f,t-k}$$

    All tiers see the same fall, each a month after the tier before it.  japan_built [S, T, F]: the maker's Japan-built
    US sales at the customs values of 2024, over those of 2024 (1 where it sells none).
    """
    by_maker = chain.exposure * (japan_built - 1)
    everyone = (chain.output / chain.all_output * by_maker).sum(axis=-1, keepdims=True)
    chains = np.concatenate([everyone, by_maker], axis=-1)
    return np.stack([_later(chains, tier) for tier in TIERS], axis=-1)


class Books(NamedTuple):
    """Hold what a maker's books say of the tariff and the yen, [S, T, F], USD million a month.

    added_duty: beyond that of 2024, on cars from Japan and on imported parts of US plants.  price_gain: by higher
    prices of cars from Japan.  by_currency: by their cost in yen.  profit_2024 [S, 1, F]: variable profit of 2024.
    """

    added_duty: Array
    price_gain: Array
    by_currency: Array
    profit_2024: Array


def unpassed_duty(books: Books, saved: Array, yen_ratio: Array) -> Array:
    r"""Return what a maker loses by the tariff and may ask its suppliers to share, USD million a month, [S, T, F].

    $$L = \max\left(0,\; D (1 - cc) - \max(0, \Delta p)\, \frac{D}{D + \max(0, -\Delta e)} - \max(0, C)\right),
    \qquad C = \Delta e + (1 - E_0/E)\, \Pi_0$$

    D: added duty, of which the maker saves the share cc itself.  $\Delta p$: higher prices; those that fall make no
    loss.  $\Delta e$: the exchange rate's part of its profit, and C that part counted in yen, in which a profit earned
    in dollars is worth more when the yen is weak ($E > E_0$, yen per dollar): it pays for the duty first.  What a
    strong yen costs is no loss by the tariff; it takes its share of the higher prices and no more, so that without
    added duty the loss is zero at any yen.  saved: cc [S, T, F]; yen_ratio: $E/E_0$ [S, 1, 1].
    """
    duty = np.maximum(0, books.added_duty)
    strong = np.maximum(0, -books.by_currency)
    of_duty = np.divide(duty, duty + strong, out=np.zeros_like(duty), where=duty > 0)
    weak = np.maximum(0, books.by_currency + (1 - 1 / yen_ratio) * books.profit_2024)
    passed_on = np.maximum(0, books.price_gain) * of_duty
    return np.asarray(np.maximum(0, books.added_duty * (1 - saved) - passed_on - weak))


def price_downs(tariff_loss: Array, first: Array, onward: Array) -> Array:
    r"""Return what each tier gives to the one above it, JPY bn a month, [..., K], of the makers' loss [...].

    $$PD_1 = \kappa_1 L, \quad PD_2 = \kappa_2 PD_1, \quad PD_3 = \kappa_2 PD_2, \quad PD_4 = 0$$

    The maker keeps $L - PD_1$ and tier $k$ keeps $PD_k - PD_{k+1}$: together exactly $L$.
    """
    asked = first * tariff_loss
    return np.stack([asked, onward * asked, onward**2 * asked], axis=-1)


def kept(price_down: Array) -> Array:
    """Return what each tier keeps of the price cuts it gives, the last all of it, [..., K]."""
    passed_on = np.concatenate([price_down[..., 1:], np.zeros_like(price_down[..., :1])], axis=-1)
    return np.asarray(price_down - passed_on)


def losses(change: Array, price_down_share: Array, fixed: Array, half_life: Array) -> Array:
    r"""Return the loss a month in months of sales, [S, T, C, K], before any margin.

    $$\ell_t = \phi \max(0, -(g_t - \bar g_t)) + pd_t, \qquad
    \bar g_{t+1} = \bar g_t + (1 - 2^{-1/h}) (g_t - \bar g_t)$$

    Fixed costs $\phi$ follow orders with half-life $h$ months.  fixed, half_life [S, 1].
    """
    fixed, speed = fixed[..., None, None], 1 - 2 ** (-1 / half_life)
    used_to = _later(adjusted(change, speed), 1)
    return np.asarray(fixed * np.maximum(0, used_to - change) + price_down_share)


@dataclass(frozen=True, eq=False)
class Cash:
    """Hold the assumptions on cash, [S, 1] each: median months by tier [S, K], spread, lines, debt service."""

    median: Array
    spread: Array
    short_line: Array
    out_line: Array
    debt_service: Array
    take_up: Array


def burnt(loss: Array, margin: Array, cash: Cash) -> Array:
    r"""Return the cash burnt so far in months of sales, [S, T, C, K, N], at N margins [K, N].

    $$B_t(\mu) = \sum_{s \le t} \max(0, \ell_s - \max(0, \mu - ds))$$

    A tariff loss first eats the margin; without one no cash is burnt.
    """
    cushion = np.maximum(0, margin - cash.debt_service[..., None])[:, None, None]
    return np.cumsum(np.maximum(0, loss[..., None] - cushion), axis=1)


def share_below(line: Array, burn: Array, cash: Cash) -> Array:
    r"""Return the share of firms whose cash is below a line, [S, T, C, K].

    $$\mathbb{E}_\mu \Phi\left(\frac{\ln(\text{line} + B) - \ln m_k}{\sigma}\right)$$

    with cash log-normal around the tier's median; the normal integral is exact, margins are averaged over their
    equally likely points.  Most firms burn nothing, their margin being enough: their share is worked out once.
    """
    line, spread = (x[..., None, None, None] for x in (line, cash.spread))
    median = np.log(cash.median)[:, None, None, :, None]
    share = np.broadcast_to(ndtr((np.log(line) - median) / spread), burn.shape).copy()
    burns = burn > 0
    line, spread, median = (np.broadcast_to(x, burn.shape)[burns] for x in (line, spread, median))
    share[burns] = ndtr((np.log(line + burn[burns]) - median) / spread)
    return np.asarray(share.mean(axis=-1))


def with_credit(line: Array, burn: Array, available: Array, cash: Cash) -> Array:
    """Return the share below a line when a share of firms may draw credit against tariff losses only, [S, T, C, K].

    available [S, T]: months of sales that can be drawn in each month.
    """
    without = share_below(line, burn, cash)
    if not (available > 0).any():
        return without
    helped = share_below(line, np.maximum(0, burn - available[:, :, None, None, None]), cash)
    take_up = cash.take_up[..., None, None]
    return np.asarray(without + take_up * (helped - without))


def bankruptcies(out: Array, hazard: Array) -> Array:
    """Return the share of firms that have filed for bankruptcy, [S, T, C, K], from the share ever out of cash.

    Each month the hazard [S, 1] takes that share of the firms ever out of cash that have not filed yet.
    """
    return adjusted(np.maximum.accumulate(out, axis=1), hazard)


def job_change(
    orders: Array, elasticity: float | Array, jobs: float | Array, reabsorbed: float | Array
) -> Array:  # fmt: skip
    r"""Return the change of jobs, [..., T] in the unit of `jobs`, from the change of orders by month, a share.

    $$\text{jobs}_t = \eta_L\, g_t\, L\, (1 - r \min(1, t/12))$$
    """
    back = reabsorbed * np.minimum(1, (np.arange(orders.shape[-1]) + 1) / 12)
    return np.asarray(elasticity * orders * jobs * (1 - back))


def margins(chain: Chain) -> Array:
    """Return equally likely operating margins of each tier, [K, N]: the normal's quantiles, no random numbers."""
    points = (np.arange(MARGIN_POINTS) + 0.5) / MARGIN_POINTS
    return np.asarray(chain.margin[:, None] + chain.margin_sd[:, None] * ndtri(points))


def _later(values: Array, months: int) -> Array:
    """Return values [S, T, ...] a number of months later, nothing before the start."""
    return np.concatenate([np.zeros_like(values[:, :months]), values[:, :-months]], axis=1)

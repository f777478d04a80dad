"""Solve the same markets with pyblp: runs in its own environment, reads a market file, writes prices and seconds."""

import sys
import time

import numpy as np
import pyblp

PRICE_TOLERANCE = 1e-12  # pyblp's own default, in units of price


def simulation(market: dict[str, np.ndarray]) -> pyblp.Simulation:
    """Return pyblp's form of the markets: one market a row of costs, utility falling in price_slope x price."""
    rows, products = market["unit_cost"].shape
    nests = market["nesting"].size
    data = {
        "market_ids": np.repeat(np.arange(rows), products),
        "firm_ids": np.tile(market["maker"], rows),
        "nesting_ids": np.tile(market["nest"], rows),
        "slope": np.tile(market["price_slope"], rows),
        "prices": np.tile(market["start"], rows),
    }
    return pyblp.Simulation(
        pyblp.Formulation("0 + slope:prices"),
        data,
        beta=[-1.0],
        rho=market["nesting"] if nests > 1 else market["nesting"][0],
        xi=np.tile(market["quality"], rows),
    )


def equilibrium(market: dict[str, np.ndarray]) -> tuple[np.ndarray, float]:
    """Return prices [S, J] and the seconds spent solving; setting up the problem is not counted.

    The fastest way found: derivatives left out, and one process, since two took longer for the same markets.
    """
    ready = simulation(market)
    started = time.perf_counter()
    solved = ready.replace_endogenous(
        costs=market["unit_cost"].ravel(),
        prices=np.tile(market["start"], market["unit_cost"].shape[0]),
        iteration=pyblp.Iteration("simple", {"atol": PRICE_TOLERANCE}),
        compute_gradients=False,
        compute_hessians=False,
    )
    seconds = time.perf_counter() - started
    return solved.product_data.prices.reshape(market["unit_cost"].shape), seconds


if __name__ == "__main__":
    pyblp.options.verbose = False
    given, answer = sys.argv[1:]
    with np.load(given) as market_file:
        prices, seconds = equilibrium(dict(market_file))
    np.savez(answer, price=prices, seconds=seconds)

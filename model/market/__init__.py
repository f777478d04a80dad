"""The US vehicle market: demand, calibration, Bertrand-Nash prices and their path over time."""

from model.market.equilibrium import Equilibrium, NotConverged, solve_prices

__all__ = ["Equilibrium", "NotConverged", "solve_prices"]

"""The fleet of 2024 as arrays: what is sold, by whom, built where, at what price."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model.baseline import Baseline
from model.market.demand import Array, Flags, Labels, Market

LUXURY_MAKERS = ("BMW", "Mercedes-Benz", "Volvo", "JLR")
ORIGINS = ("JP", "EU", "KR", "UK", "other", "USMCA", "US")
ORIGIN_OF = {"JP": "JP", "EU": "EU", "KR": "KR", "UK": "UK", "MX": "USMCA", "CA": "USMCA", "US": "US"}


@dataclass(frozen=True, eq=False)
class Fleet:
    """Hold J products: units (thousand a year), prices (USD thousand) and labels.

    price: average transaction price, the list price scaled to the maker's mean.  list_price: MSRP, or the price where
    none is known.  origin [J]: place in ORIGINS.  home_japan [F]: the six Japanese makers.
    japan_customs_value: US imports of cars from Japan, USD bn a year.  shipments: cars Japan shipped to the US in
    2024, thousand, as the customs count them.  by_maker [J], maker_start [F]: products in order of their maker.
    japan: places of the J' products built in Japan, in order of their maker.  japan_start: the makers that build there,
    and where the products of each begin.
    """

    products: tuple[str, ...]
    makers: tuple[str, ...]
    units: Array
    price: Array
    list_price: Array
    maker: Labels
    nest: Labels
    origin: Labels
    nests: tuple[str, ...]
    home_japan: Flags
    japan_customs_value: float
    shipments: float
    by_maker: Labels
    maker_start: Labels
    market: Market
    japan: Labels
    japan_start: tuple[Labels, Labels]

    def sum_by_maker(self, values: Array) -> Array:
        """Sum over a maker's products, [..., J] to [..., F]."""
        return np.add.reduceat(values[..., self.by_maker], self.maker_start, axis=-1)

    def sum_japan_by_maker(self, values: Array) -> Array:
        """Sum over a maker's products built in Japan, [..., J'] to [..., F]; zero for makers without any."""
        makers, start = self.japan_start
        total = np.zeros((*values.shape[:-1], len(self.makers)))
        total[..., makers] = np.add.reduceat(values, start, axis=-1)
        return total

    def of_japan(self, values: Array) -> Array:
        """Return values of the products built in Japan at their places, zero for all others, [..., J'] to [..., J]."""
        everyone = np.zeros((*values.shape[:-1], self.origin.size))
        everyone[..., self.japan] = values
        return everyone

    def built(self, place: str) -> Flags:
        """Tell which products are built in a place of ORIGINS, [J]."""
        return np.equal(self.origin, ORIGINS.index(place))


@lru_cache(maxsize=8)
def fleet(baseline: Baseline) -> Fleet:
    """Return the fleet of a baseline as arrays.

    A row of mixed segment goes to luxury SUVs for a luxury maker and to midsize SUVs for the others.
    """
    table = baseline.fleet
    makers = tuple(dict.fromkeys(table["maker"]))
    by_name = baseline.makers.set_index("maker").loc[list(makers)]
    maker = np.array([makers.index(name) for name in table["maker"]])
    luxury = table["maker"].isin(LUXURY_MAKERS)
    segment = table["segment"].where(
        table["segment"] != "mixed", np.where(luxury, "luxury_suv", "midsize_suv")
    )  # fmt: skip
    nests = tuple(sorted(set(segment)))
    nest = np.array([nests.index(name) for name in segment])
    units = table["units"].to_numpy(float) / 1000
    mean = by_name["transaction_price_usd"].to_numpy(float) / 1000
    price = _scaled(table["msrp_usd"].to_numpy(float) / 1000, units, mean[maker], maker)
    origin = np.array([ORIGINS.index(ORIGIN_OF.get(place, "other")) for place in table["assembly"]])
    from_japan = baseline.products.set_index("product")["imports_usd_bn"].to_dict()["cars"]
    outcomes = baseline.outcomes
    shipped = outcomes[(outcomes["series"] == "car_exports_units") & (outcomes["period"] == "2024")]
    by_maker = np.argsort(maker, kind="stable")
    japan = by_maker[origin[by_maker] == ORIGINS.index("JP")]
    return Fleet(
        products=tuple(table["product"]), makers=makers, units=units, price=price,
        list_price=np.where(table["msrp_usd"].isna(), price, table["msrp_usd"].to_numpy(float) / 1000),
        maker=maker, nest=nest, origin=origin, nests=nests,
        home_japan=(by_name["home"] == "JP").to_numpy(), japan_customs_value=float(from_japan),
        shipments=float(shipped["value"].iloc[0]) / 1000, by_maker=by_maker,
        maker_start=np.searchsorted(maker[by_maker], np.arange(len(makers))),
        market=Market.of(nest, maker), japan=japan, japan_start=np.unique(maker[japan], return_index=True),
    )  # fmt: skip


def _scaled(list_price: Array, units: Array, mean: Array, maker: Labels) -> Array:
    """Return list prices scaled so that a maker's sales-weighted mean is its transaction price."""
    known = ~np.isnan(list_price)
    paid = np.bincount(maker, np.where(known, units * np.nan_to_num(list_price), 0))
    sold = np.bincount(maker, np.where(known, units, 0))
    average = np.divide(paid, sold, out=np.ones_like(paid), where=sold > 0)
    return np.where(known, np.nan_to_num(list_price) * mean / average[maker], mean)

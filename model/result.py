"""What one policy does beside its reference, as tables and headline numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256

import numpy as np
import pandas as pd

from model import VERSION
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.headline import UNITS, Headline, headlines, kind_of
from model.law import customs_entries
from model.maker_tables import SPLIT, MakerTables
from model.market.calibration import repeated
from model.market.demand import Array
from model.market.fleet import fleet
from model.outcome import OTHER, THIS, Outcome
from model.policy import Policy
from model.supplier_tables import SupplierTables
from model.tariffs import MONTHS, YEAR, law_after_decision
from model.trade_tables import TradeTables


@dataclass(frozen=True, eq=False)
class Result:
    """Hold what one policy does: row 0 of the outcome is the scenario, row 1 its reference.

    as_signed: one row, what the scenario does if both sides sign it, where that was asked for.  Flows are those of the
    twelve months from the decision, a year; `lasting` is the year once prices have fully moved and the last month's
    rates are believed, production where it was.
    """

    policy: Policy
    reference: Policy
    assumptions: Assumptions
    baseline: Baseline
    outcome: Outcome
    as_signed: Outcome | None
    vehicles: Mapping[str, Array]

    @cached_property
    def digest(self) -> str:
        """Return a name for exactly these inputs."""
        inputs = repr((VERSION, self.policy, self.reference, self.assumptions, self.baseline.digest))
        return sha256(inputs.encode()).hexdigest()[:12]

    @cached_property
    def headline(self) -> dict[str, Headline]:
        """Return the numbers a page opens with, by name."""
        given = repeated(self.assumptions, 2)
        pairs = headlines(self.outcome, np.array([OTHER]), given, self.baseline)
        return {
            name: Headline(float(pair.value[0]), float(pair.reference[0]), UNITS[name], kind_of(name))
            for name, pair in pairs.items()
        }

    @cached_property
    def tables_of_makers(self) -> MakerTables:
        """Return the makers' tables."""
        return MakerTables(self.outcome, self.assumptions, self.baseline, self.vehicles)

    @cached_property
    def makers(self) -> pd.DataFrame:
        """Return one row a maker."""
        return self.tables_of_makers.makers()

    @cached_property
    def six(self) -> pd.DataFrame:
        """Return the rows of the six Japanese makers."""
        return self.makers[self.makers["six"]]

    @cached_property
    def six_profit(self) -> pd.Series:
        """Return the change of profit of the six by maker, USD bn a year, without the rest of their table."""
        return self.tables_of_makers.six_profit()

    @cached_property
    def profit_parts(self) -> pd.Series:
        """Return the six makers' change of profit by part and, last, its sum, USD bn a year."""
        return self.six[[*(f"{part}_usd_bn" for part in SPLIT), "profit_change_usd_bn"]].sum()

    @cached_property
    def products(self) -> pd.DataFrame:
        """Return one row a nameplate and plant."""
        return self.tables_of_makers.products()

    @cached_property
    def months(self) -> pd.DataFrame:
        """Return one row a month: rates in percent, cars from Japan, sales and prices of scenario and reference."""
        outcome, makers = self.outcome, self.outcome.makers
        prices = makers.basket.sum(axis=2) / (fleet(self.baseline).units.sum() / YEAR)
        frame = {
            "car_rate_percent": 100 * outcome.car_rate[THIS], "effective_percent": 100 * outcome.effective[THIS],
            "reference_effective_percent": 100 * outcome.effective[OTHER], "rival_percent": 100 * outcome.rival[THIS],
            "built_japan_thousand": makers.built_japan[THIS].sum(axis=1),
            "reference_built_japan_thousand": makers.built_japan[OTHER].sum(axis=1),
            "lasting_built_japan_thousand": outcome.lasting.built_japan[THIS].sum(),
            "sold_thousand": makers.sold[THIS].sum(axis=1), "reference_sold_thousand": makers.sold[OTHER].sum(axis=1),
            "price_usd_thousand": prices[THIS], "reference_price_usd_thousand": prices[OTHER],
        }  # fmt: skip
        return pd.DataFrame(frame, index=pd.Index(MONTHS, name="month"))

    @cached_property
    def suppliers(self) -> SupplierTables:
        """Return the suppliers' tables."""
        return SupplierTables(self.outcome, self.policy, self.reference, self.assumptions, self.baseline)

    @cached_property
    def trade(self) -> TradeTables:
        """Return the tables of bilateral trade."""
        return TradeTables(self.outcome, self.baseline)

    @cached_property
    def economy(self) -> pd.DataFrame:
        """Return one row a month: both economies, scenario and reference."""
        both = self.outcome.economy
        columns = {one.name: getattr(both, one.name)[THIS] for one in fields(both)}
        columns |= {f"reference_{one.name}": getattr(both, one.name)[OTHER] for one in fields(both)}
        columns |= {"hazard_percent": 100 * both.hazard[THIS], "reference_hazard_percent": 100 * both.hazard[OTHER]}
        return pd.DataFrame(columns, index=pd.Index(MONTHS, name="month"))

    @cached_property
    def entries(self) -> pd.DataFrame:
        """Return the worked customs entry of every product once the decision holds."""
        return customs_entries(law_after_decision(self.policy, self.baseline), self.baseline)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table by name, with its keys as columns."""
        return {
            "makers": self.makers.reset_index(), "months": self.months.reset_index(),
            "maker_months": self.tables_of_makers.months(), "products": self.products.reset_index(),
            "entries": self.entries, "supplier_tiers": self.suppliers.tiers(),
            "supplier_months": self.suppliers.months(), "chains": self.suppliers.chains(),
            "cascade": self.suppliers.cascade(), "prefectures": self.suppliers.prefectures(),
            "sectors": self.suppliers.sectors(), "trade_products": self.trade.products(),
            "us_exports": self.trade.us_exports(), "balance": self.trade.balance(),
            "trade_months": self.trade.months().reset_index(), "destinations": self.trade.destinations(),
            "economy": self.economy.reset_index(),
        }  # fmt: skip

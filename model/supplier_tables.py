"""What reaches the suppliers, as tables: by tier, month, chain, place and sector."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.chain import chain, suppliers
from model.headline import failures, filed_in_year
from model.market.calibration import repeated
from model.market.demand import Array
from model.market.fleet import fleet
from model.outcome import OTHER, THIS, Outcome
from model.policy import YEN_2024, Policy
from model.suppliers import TIERS, Suppliers, job_change, losses
from model.tariffs import MONTHS, YEAR

ALL = 0
EVERYONE = "all makers"
PARTS_JOBS_BY_TIER = np.array([0.55, 0.29, 0.16])


@dataclass(frozen=True, eq=False)
class SupplierTables:
    """Make the tables of a scenario (row 0 of the outcome) beside its reference (row 1)."""

    outcome: Outcome
    policy: Policy
    reference: Policy
    assumptions: Assumptions
    baseline: Baseline

    @property
    def at(self) -> int:
        """Return the last month of the year from the decision."""
        return int(self.outcome.first[THIS]) + YEAR - 1

    def tiers(self) -> pd.DataFrame:
        """Return one row a tier: orders, shares of firms short of cash a year on and at the end, what each carries.

        Excess is against the reference.  Bankruptcies are those filed in the twelve months from the decision; exits
        are all closures that go with them.
        """
        s, have = self.outcome.suppliers, chain(self.baseline)
        filed, short = self.filed(), self._short()
        return pd.DataFrame({
            "tier": TIERS, "firms": have.firms, "sales_jpy_bn": s.sales[THIS],
            "orders_change_percent": 100 * s.orders[THIS, self.at, ALL],
            **short, "excess_short_firms": have.firms * short["excess_short_points"] / 100,
            "end_short_percent": 100 * s.short[THIS, -1, ALL],
            "reference_end_short_percent": 100 * s.short[OTHER, -1, ALL],
            "weakest_months": s.weakest[THIS, self.at, ALL], "reference_weakest_months": s.weakest[OTHER, self.at, ALL],
            "bankruptcies": filed[THIS], "reference_bankruptcies": filed[OTHER],
            "excess_exits": self.assumptions.closures_per_failure * (filed[THIS] - filed[OTHER]),
            "price_down_jpy_bn": self._year(s.price_down), "kept_jpy_bn": self._year(s.kept),
            "jobs_thousand": self.jobs_by_tier()[:-1],
        })  # fmt: skip

    def short(self) -> pd.DataFrame:
        """Return of the table of tiers the shares of firms short of cash a year on, percent, and their excess."""
        return pd.DataFrame({"tier": TIERS, **self._short()})

    def months(self) -> pd.DataFrame:
        """Return one row a month and tier: orders and the share short of cash, percent."""
        s = self.outcome.suppliers
        return pd.DataFrame({
            "month": np.repeat(MONTHS, len(TIERS)), "tier": np.tile(TIERS, len(MONTHS)),
            "orders_change_percent": 100 * s.orders[THIS, :, ALL].ravel(),
            "short_percent": 100 * s.short[THIS, :, ALL].ravel(),
            "reference_short_percent": 100 * s.short[OTHER, :, ALL].ravel(),
            "weakest_months": s.weakest[THIS, :, ALL].ravel(),
            "reference_orders_change_percent": 100 * s.orders[OTHER, :, ALL].ravel(),
            "reference_weakest_months": s.weakest[OTHER, :, ALL].ravel(),
        })  # fmt: skip

    def chains(self) -> pd.DataFrame:
        """Return one row a chain and tier, a year on: exposure, orders and the share short of cash, percent."""
        s, have = self._by_chain(), chain(self.baseline)
        exposure = [float((have.exposure * have.output).sum() / have.all_output), *have.exposure]
        index = pd.MultiIndex.from_product([(EVERYONE, *self._six()), TIERS], names=["chain", "tier"])
        return pd.DataFrame({
            "exposure_percent": 100 * np.repeat(exposure, len(TIERS)),
            "orders_change_percent": 100 * s.orders[THIS, self.at].ravel(),
            "short_percent": 100 * s.short[THIS, self.at].ravel(),
            "excess_short_points": 100 * (s.short[THIS, self.at] - s.short[OTHER, self.at]).ravel(),
            "end_excess_short_points": 100 * (s.short[THIS, -1] - s.short[OTHER, -1]).ravel(),
            "weakest_months": s.weakest[THIS, self.at].ravel(),
        }, index=index).reset_index()  # fmt: skip

    def cascade(self) -> pd.DataFrame:
        """Return who carries the tariff, JPY bn a year: buyers and own savings aside, it sums to the makers' loss."""
        s = self.outcome.suppliers
        total = float(self._year(s.tariff_loss.sum(axis=-1)))
        passed, kept = self._year(s.price_down), self._year(s.kept)
        rows = [("makers", total, total - passed[0])]
        rows += [(f"tier {tier}", passed[at], kept[at]) for at, tier in enumerate(TIERS)]
        return pd.DataFrame(rows, columns=["who", "received_jpy_bn", "carried_jpy_bn"])

    def filed(self) -> Array:
        """Return bankruptcies filed in the twelve months from the decision, firms by tier, [2, K]."""
        filed = filed_in_year(self.outcome, self.outcome.suppliers.bankrupt[:, :, ALL])
        return np.asarray(filed * chain(self.baseline).firms)

    def failures(self) -> Array:
        """Return parts makers' failures a year of scenario and reference, [2]."""
        given = repeated(self.assumptions, 2)
        return failures(self.outcome, given, self.baseline)

    def jobs_by_tier(self) -> Array:
        """Return the change of jobs a year on, thousand: tiers 1 to 3, then the makers, [K + 1]."""
        constants = self.baseline.constant
        parts = constants["parts_jobs"] / constants["auto_jobs"]
        share = np.append(parts * PARTS_JOBS_BY_TIER, 1 - parts)
        return np.asarray(share * self.jobs()[self.at])

    def jobs(self) -> Array:
        """Return the change of jobs by month, thousand, [T]."""
        given = self.assumptions
        orders = self.outcome.suppliers.orders[THIS, :, ALL, 0] - self.outcome.suppliers.orders[OTHER, :, ALL, 0]
        return job_change(orders, given.job_elasticity, given.auto_jobs, given.reabsorbed)

    def prefectures(self) -> pd.DataFrame:
        """Return one row a prefecture: its share of the industry, percent, and of the change of jobs, thousand.

        Prefectures without published shipments share the rest by manufacturing employment: they are estimated.
        """
        table = self.baseline.prefectures
        constants = self.baseline.constant
        known = table["transport_shipments_jpy_bn"]
        total = 1000 * constants["transport_shipments_national"]
        rest = table["manufacturing_employees"].where(known.isna(), 0)
        shipments = known.fillna((total - known.sum()) * rest / rest.sum())
        share = shipments / shipments.sum()
        jobs = self.jobs()[self.at]
        return table[["code", "prefecture", "tile_row", "tile_column", "makers"]].assign(
            share_percent=100 * share, jobs_thousand=jobs * share, estimated=known.isna(),
            jobs_per_ten_thousand=1e7 * jobs * share / table["private_employees"],
        )  # fmt: skip

    def sectors(self) -> pd.DataFrame:
        r"""Return the change of output and value added by sector, JPY bn a year, of lost car exports.

        $$\Delta X = (I - A_d)^{-1} \Delta F$$

        with the fall of exports at the customs values of 2024 as final demand for motor vehicles.
        """
        sectors = self.baseline.sectors
        order = sectors["sector"].tolist()
        wide = self.baseline.input_output.pivot_table("coefficient", index="supplier", columns="user")
        domestic = wide.reindex(index=order, columns=order).to_numpy(float)
        lost = np.zeros(len(order))
        lost[order.index("MOTOR")] = self.lost_car_exports()
        output = np.linalg.solve(np.eye(len(order)) - domestic, lost)
        return sectors[["sector", "name"]].assign(
            output_jpy_bn=output, value_added_jpy_bn=output * sectors["value_added_ratio"].to_numpy(float)
        )

    def lost_car_exports(self) -> float:
        """Return the change of car exports at the customs values of 2024, JPY bn a year, at the yen of 2024."""
        volume = self.outcome.year(self.outcome.makers.japan_volume).sum(axis=-1) / 1000
        return float((volume[THIS] - volume[OTHER]) * YEN_2024)

    def help_costs(self) -> dict[str, float]:
        """Return what the cushions cost, JPY bn a year: credit drawn at its highest, and the employment subsidy."""
        s, given = self.outcome.suppliers, self.assumptions
        fixed, half_life = (np.array([[x]]) for x in (given.fixed_cost_share, given.fixed_cost_half_life))
        change = s.orders[:1, :, [ALL]]
        idle = losses(change, np.zeros_like(change), fixed, half_life)[0, :, ALL]
        months = slice(self.at - YEAR + 1, self.at + 1)
        paid = self.policy.employment_subsidy / 100 * (idle[months] * s.sales[THIS] / YEAR).sum()
        return {"credit_jpy_bn": float(s.drawn[THIS].max()), "subsidy_jpy_bn": float(paid)}

    def _short(self) -> dict[str, Array]:
        now, usual = 100 * self.outcome.suppliers.short[:, self.at, ALL]
        return {"short_percent": now, "reference_short_percent": usual, "excess_short_points": now - usual}

    def _by_chain(self) -> Suppliers:
        """Return the suppliers' block with the chain of each maker beside that of all, computed when asked for."""
        policies = [self.policy, self.reference]
        given = repeated(self.assumptions, 2)
        return suppliers(self.outcome.makers, policies, given, self.baseline, by_maker=True)

    def _year(self, monthly: Array) -> Array:
        return np.asarray(self.outcome.year(monthly)[THIS])

    def _six(self) -> tuple[str, ...]:
        cars = fleet(self.baseline)
        return tuple(name for name, japanese in zip(cars.makers, cars.home_japan, strict=True) if japanese)

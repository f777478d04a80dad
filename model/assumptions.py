"""What economists dispute: elasticities, pass-through, beliefs, costs, suppliers' cash, rules of thumb."""

from typing import Annotated, Self

from pydantic import model_validator

from model.parameter import Lever, ParameterSet, joint
from model.weights import Weights


class Economics(ParameterSet):
    """State what the economic blocks take as given but a reader may dispute; each names its source and its kind."""

    own_price_elasticity: Annotated[float, Lever(
        control="number", url="eps_own", low=3.0, high=7.0, step=0.1, group="demand", source="E_S12;E_S80",
        kind="estimate",
    )] = 4.5  # fmt: skip
    aggregate_elasticity: Annotated[float, Lever(
        control="number", url="eps_agg", low=0.4, high=1.3, step=0.05, group="demand", source="E_S13",
        kind="estimate",
    )] = 0.8  # fmt: skip
    nesting: Annotated[float, Lever(
        control="number", url="sigma", low=0.3, high=0.8, step=0.05, group="demand", source="E_S12;E_S80",
        kind="judgement",
    )] = 0.6  # fmt: skip
    income_elasticity: Annotated[float, Lever(
        control="number", url="eps_y", low=1.0, high=3.0, step=0.1, group="demand", source="choice", kind="judgement",
    )] = 2.0  # fmt: skip
    dealer_margin: Annotated[float, Lever(
        control="number", url="d_margin", unit="share of retail price", low=0.05, high=0.13, step=0.01,
        group="prices", source="choice", kind="judgement",
    )] = 0.08  # fmt: skip
    customs_value_ratio: Annotated[float, Lever(
        control="number", url="k_v", unit="share of wholesale price", low=0.68, high=0.9, step=0.01,
        group="prices", source="E_S33", kind="estimate",
    )] = 0.8  # fmt: skip
    border_absorption: Annotated[float, Lever(
        control="number", url="omega", low=0.7, high=1.1, step=0.05, group="prices", source="E_S39;E_S40",
        kind="estimate",
    )] = 1.0  # fmt: skip
    price_speed: Annotated[float, Lever(
        control="number", url="lambda_p", unit="share of the gap a month", low=0.03, high=0.15, step=0.01,
        group="prices", source="E_S49;E_S50;E_S04", kind="estimate",
    )] = 0.06  # fmt: skip
    yen_cost_share: Annotated[float, Lever(
        control="number", url="theta_yen", unit="share of cost", low=0.75, high=0.95, step=0.01, group="prices",
        source="E_S31", kind="estimate",
    )] = 0.85  # fmt: skip
    permanence_no_deal: Annotated[float, Lever(
        control="number", url="pi_pre", unit="probability", low=0.3, high=0.8, step=0.05, group="beliefs",
        source="choice", kind="judgement",
    )] = 0.5  # fmt: skip
    permanence_deal: Annotated[float, Lever(
        control="number", url="pi_post", unit="probability", low=0.7, high=1.0, step=0.05, group="beliefs",
        source="choice", kind="judgement",
    )] = 0.9  # fmt: skip
    permanence_half_life: Annotated[float, Lever(
        control="number", url="h_pi", unit="months", low=9.0, high=36.0, step=1.0, group="beliefs", source="choice",
        kind="judgement",
    )] = 18.0  # fmt: skip
    us_cost_premium: Annotated[float, Lever(
        control="number", url="cprem_us", unit="share of cost", low=0.05, high=0.25, step=0.01, group="production",
        source="choice", kind="judgement",
    )] = 0.12  # fmt: skip
    us_slack: Annotated[float, Lever(
        control="number", url="slack_us", unit="share of US output", low=0.03, high=0.2, step=0.01,
        group="production", source="choice", kind="judgement",
    )] = 0.1  # fmt: skip
    relocation_lag: Annotated[float, Lever(
        control="number", url="l_reloc", unit="months", low=18.0, high=48.0, step=1.0, group="production",
        source="choice", kind="judgement",
    )] = 30.0  # fmt: skip
    relocation_start: Annotated[float, Lever(
        control="number", url="l0", unit="months", low=6.0, high=24.0, step=1.0, group="production",
        source="choice", kind="judgement",
    )] = 12.0  # fmt: skip
    relocatable: Annotated[float, Lever(
        control="number", url="r_max", unit="share of Japan-built US sales", low=0.2, high=0.7, step=0.05,
        group="production", source="choice", kind="judgement",
    )] = 0.5  # fmt: skip
    relocation_threshold: Annotated[float, Lever(
        control="number", url="reloc_f", unit="share of wholesale price", low=0.02, high=0.1, step=0.01,
        group="production", source="choice", kind="judgement",
    )] = 0.05  # fmt: skip
    relocation_scale: Annotated[float, Lever(
        control="number", url="reloc_h", unit="share of wholesale price", low=0.04, high=0.16, step=0.01,
        group="production", source="choice", kind="judgement",
    )] = 0.08  # fmt: skip
    imported_parts: Annotated[float, Lever(
        control="number", url="parts_sh", unit="share of wholesale price", low=0.1, high=0.35, step=0.01,
        group="parts", source="E_S16", kind="estimate",
    )] = 0.2  # fmt: skip
    parts_from_japan: Annotated[float, Lever(
        control="number", url="b_f", unit="share of imported parts", low=0.1, high=0.35, step=0.01, group="parts",
        source="choice", kind="judgement",
    )] = 0.2  # fmt: skip
    assembly_offset: Annotated[float, Lever(
        control="number", url="offset", unit="share of list price", low=0.025, high=0.0375, step=0.0025,
        group="parts", source="E_S83", kind="fact",
    )] = 0.0375  # fmt: skip
    non_us_content: Annotated[float, Lever(
        control="number", url="non_us", unit="share of value", low=0.4, high=0.8, step=0.05, group="parts",
        source="choice", kind="judgement",
    )] = 0.6  # fmt: skip
    reported_factor: Annotated[float, Lever(
        control="number", url="k_f", unit="ratio", low=1.0, high=1.5, step=0.05, group="accounts",
        source="E_S44;E_S46;E_S80", kind="estimate",
    )] = 1.2  # fmt: skip
    cash_first: Annotated[float, Lever(
        control="number", url="cash_t1", unit='months of sales', low=1.6, high=3.5, step=0.1, group="suppliers",
        source="choice", kind="judgement",
    )] = 2.5  # fmt: skip
    cash_second: Annotated[float, Lever(
        control="number", url="cash_t2", unit='months of sales', low=1.4, high=3.0, step=0.1, group="suppliers",
        source="E_S57", kind="estimate",
    )] = 2.2  # fmt: skip
    cash_third: Annotated[float, Lever(
        control="number", url="cash_t3", unit='months of sales', low=1.0, high=2.7, step=0.1, group="suppliers",
        source="E_S57", kind="estimate",
    )] = 1.8  # fmt: skip
    cash_spread: Annotated[float, Lever(
        control="number", url="cash_sd", unit='log points', low=0.5, high=0.9, step=0.05, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.7  # fmt: skip
    fixed_cost_share: Annotated[float, Lever(
        control="number", url="fix_sh", unit='share of sales', low=0.2, high=0.4, step=0.02, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.3  # fmt: skip
    fixed_cost_half_life: Annotated[float, Lever(
        control="number", url="h_fix", unit='months', low=6.0, high=24.0, step=1.0, group="suppliers",
        source="choice", kind="judgement",
    )] = 12.0  # fmt: skip
    price_down_first: Annotated[float, Lever(
        control="number", url="kappa1", unit="share of the makers' loss", low=0.0, high=0.35, step=0.05,
        group="suppliers", source="E_S60;E_S59", kind="judgement",
    )] = 0.1  # fmt: skip
    price_down_onward: Annotated[float, Lever(
        control="number", url="kappa2", unit='share passed on', low=0.0, high=0.6, step=0.05, group="suppliers",
        source="E_S56", kind="judgement",
    )] = 0.35  # fmt: skip
    own_savings: Annotated[float, Lever(
        control="number", url="cc_f", unit='share of added duty', low=0.0, high=0.4, step=0.05, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.2  # fmt: skip
    debt_service: Annotated[float, Lever(
        control="number", url="ds", unit='share of sales a month', low=0.0, high=0.02, step=0.002, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.01  # fmt: skip
    short_line: Annotated[float, Lever(
        control="number", url="short_line", unit='months of sales', low=0.5, high=1.0, step=0.05, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.75  # fmt: skip
    out_line: Annotated[float, Lever(
        control="number", url="out_line", unit='months of sales', low=0.15, high=0.4, step=0.05, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.25  # fmt: skip
    exit_hazard: Annotated[float, Lever(
        control="number", url="h_exit", unit='share a month', low=0.01, high=0.1, step=0.01, group="suppliers",
        source="E_S58", kind="judgement",
    )] = 0.03  # fmt: skip
    closures_per_failure: Annotated[float, Lever(
        control="number", url="closures", unit="ratio", low=6.0, high=9.0, step=0.5, group="suppliers",
        source="TDB_CLOSURES_2024", kind="estimate",
    )] = 8.0  # fmt: skip
    usual_failures: Annotated[float, Lever(
        control="number", url="bk0", unit="firms a year", low=24.0, high=40.0, step=1.0, group="suppliers",
        source="E_S58", kind="fact",
    )] = 32.0  # fmt: skip
    take_up: Annotated[float, Lever(
        control="number", url="take_up", unit='share of firms', low=0.3, high=0.8, step=0.05, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.5  # fmt: skip
    second_tier_sales: Annotated[float, Lever(
        control="number", url="a12", unit="share of tier 1's sales", low=0.35, high=0.55, step=0.05, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.45  # fmt: skip
    third_tier_sales: Annotated[float, Lever(
        control="number", url="a23", unit="share of tier 2's sales", low=0.25, high=0.45, step=0.05, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.35  # fmt: skip
    auto_jobs: Annotated[float, Lever(
        control="number", url="l_auto", unit='thousand persons', low=850.0, high=910.0, step=1.0, group="suppliers",
        source="E_S61", kind="fact",
    )] = 883.0  # fmt: skip
    job_elasticity: Annotated[float, Lever(
        control="number", url="eta_l", low=0.1, high=0.6, step=0.05, group="suppliers",
        source="E_S29;E_S30", kind="estimate",
    )] = 0.25  # fmt: skip
    reabsorbed: Annotated[float, Lever(
        control="number", url="reabsorbed", unit='share of jobs', low=0.4, high=0.8, step=0.05, group="suppliers",
        source="choice", kind="judgement",
    )] = 0.6  # fmt: skip
    one_year_elasticity: Annotated[float, Lever(
        control="number", url="th_sr", low=0.5, high=1.2, step=0.02, group="trade",
        source="E_S11", kind="estimate",
    )] = 0.76  # fmt: skip
    long_run_elasticity: Annotated[float, Lever(
        control="number", url="th_lr", low=1.75, high=2.25, step=0.05, group="trade",
        source="E_S11", kind="estimate",
    )] = 2.0  # fmt: skip
    substitution_machinery: Annotated[float, Lever(
        control="number", url="sig_mach", low=1.5, high=8.0, step=0.1, group="trade",
        source="E_S79", kind="estimate",
    )] = 3.0  # fmt: skip
    substitution_semiconductors: Annotated[float, Lever(
        control="number", url="sig_semi", low=0.5, high=3.0, step=0.1, group="trade",
        source="choice", kind="judgement",
    )] = 1.2  # fmt: skip
    substitution_steel: Annotated[float, Lever(
        control="number", url="sig_steel", low=2.0, high=6.0, step=0.1, group="trade",
        source="E_S09;E_S79", kind="estimate",
    )] = 4.0  # fmt: skip
    substitution_parts: Annotated[float, Lever(
        control="number", url="sig_parts", low=1.0, high=4.0, step=0.1, group="trade",
        source="choice", kind="judgement",
    )] = 1.8  # fmt: skip
    border_pass_through: Annotated[float, Lever(
        control="number", url="pt_n", unit='share of the duty', low=0.9, high=1.0, step=0.01, group="trade",
        source="E_S05;E_S06", kind="estimate",
    )] = 0.94  # fmt: skip
    import_demand: Annotated[float, Lever(
        control="number", url="eps_m", low=0.5, high=1.5, step=0.05, group="trade",
        source="choice", kind="judgement",
    )] = 1.0  # fmt: skip
    yen_pass_through: Annotated[float, Lever(
        control="number", url="erpt", unit='share of the move', low=0.15, high=0.6, step=0.05, group="trade",
        source="E_S72", kind="estimate",
    )] = 0.35  # fmt: skip
    diverted_share: Annotated[float, Lever(
        control="number", url="div", unit='share of lost exports', low=0.0, high=0.45, step=0.05, group="trade",
        source="choice", kind="judgement",
    )] = 0.2  # fmt: skip
    third_market_elasticity: Annotated[float, Lever(
        control="number", url="sig_d", low=2.0, high=6.0, step=0.5, group="trade",
        source="choice", kind="judgement",
    )] = 4.0  # fmt: skip
    realised: Annotated[float, Lever(
        control="number", url="real_rate", unit='share of pledges', low=0.3, high=0.85, step=0.01, group="trade",
        source="E_S78", kind="estimate",
    )] = 0.57  # fmt: skip
    additional: Annotated[float, Lever(
        control="number", url="addl", unit='share of purchases', low=0.2, high=0.8, step=0.05, group="trade",
        source="choice", kind="judgement",
    )] = 0.4  # fmt: skip
    snap_realised: Annotated[float, Lever(
        control="number", url="snap_us", unit="share of the rest", low=0.0, high=0.3, step=0.05, group="trade",
        source="choice", kind="judgement",
    )] = 0.1  # fmt: skip
    nri_general: Annotated[float, Lever(
        control="number", url="b_recip", unit="% of GDP a point", low=-0.035, high=-0.02, step=0.001, group="economy",
        source="E_S22;E_S24", kind="estimate",
    )] = -0.025  # fmt: skip
    nri_car: Annotated[float, Lever(
        control="number", url="b_auto", unit="% of GDP a point", low=-0.0145, high=-0.004, step=0.0005, group="economy",
        source="E_S22;E_S27", kind="estimate",
    )] = -0.0065  # fmt: skip
    nri_metal: Annotated[float, Lever(
        control="number", url="b_steel", unit="% of GDP", low=-0.09, high=0.0, step=0.01, group="economy",
        source="E_S23;E_S27", kind="estimate",
    )] = -0.06  # fmt: skip
    daiwa_general: Annotated[float, Lever(
        control="number", url="b_recip_d", unit="% of GDP a point", low=-0.032, high=-0.025, step=0.001,
        group="economy", source="E_S24;E_S26;E_S27", kind="estimate",
    )] = -0.03  # fmt: skip
    daiwa_car: Annotated[float, Lever(
        control="number", url="b_auto_d", unit="% of GDP a point", low=-0.018, high=-0.01, step=0.0002, group="economy",
        source="E_S27", kind="estimate",
    )] = -0.0144  # fmt: skip
    daiwa_metal: Annotated[float, Lever(
        control="number", url="b_steel_d", unit="% of GDP", low=-0.12, high=-0.05, step=0.01, group="economy",
        source="E_S24", kind="estimate",
    )] = -0.09  # fmt: skip
    lasting_multiple: Annotated[float, Lever(
        control="number", url="lr_mult_d", unit="ratio", low=2.4, high=4.1, step=0.05, group="economy",
        source="E_S24;E_S26", kind="estimate",
    )] = 2.85  # fmt: skip
    value_added_share: Annotated[float, Lever(
        control="number", url="dva", unit='share of exports', low=0.6, high=0.82, step=0.01, group="economy",
        source="S_S15", kind="estimate",
    )] = 0.7  # fmt: skip
    demand_multiplier: Annotated[float, Lever(
        control="number", url="mult_y", unit="ratio", low=1.0, high=1.4, step=0.05, group="economy",
        source="choice", kind="judgement",
    )] = 1.2  # fmt: skip
    profit_spending: Annotated[float, Lever(
        control="number", url="xi_profit", unit='share of profit', low=0.1, high=0.4, step=0.05, group="economy",
        source="choice", kind="judgement",
    )] = 0.25  # fmt: skip
    us_price_slope: Annotated[float, Lever(
        control="number", url="b_cpi", unit="% a point", low=0.09, high=0.13, step=0.005, group="economy",
        source="E_S02", kind="estimate",
    )] = 0.115  # fmt: skip
    us_growth_slope: Annotated[float, Lever(
        control="number", url="b_gdp", unit="points a point", low=-0.06, high=-0.02, step=0.005, group="economy",
        source="E_S02", kind="estimate",
    )] = -0.04  # fmt: skip
    approval_prices: Annotated[float, Lever(
        control="number", url="b_app_cpi", unit="points of approval", low=-6.0, high=-1.0, step=0.5, group="economy",
        source="E_S67", kind="judgement",
    )] = -3.0  # fmt: skip
    approval_growth: Annotated[float, Lever(
        control="number", url="b_app_g", unit="points of approval", low=-4.0, high=-0.5, step=0.5, group="economy",
        source="choice", kind="judgement",
    )] = -2.0  # fmt: skip
    calm_hazard: Annotated[float, Lever(
        control="number", url="h0_us", unit='share a month', low=0.005, high=0.05, step=0.005, group="economy",
        source="E_S85", kind="judgement",
    )] = 0.02  # fmt: skip
    stress_hazard: Annotated[float, Lever(
        control="number", url="h_stress", unit="share a month by pressure", low=0.045, high=0.135, step=0.005,
        group="economy", source="E_S85", kind="judgement",
    )] = 0.09  # fmt: skip

    @model_validator(mode="after")
    def buyers_leave_a_product_more_readily_than_the_market(self) -> Self:
        """Refuse a market so elastic that no share of buyers is left outside it.

        The share of outside buyers at the base is the aggregate elasticity over the price coefficient, which is at
        least the own-price elasticity times (1 - nesting) in any fleet.
        """
        if self.aggregate_elasticity >= self.own_price_elasticity * (1 - self.nesting):
            reason = "the aggregate elasticity must stay below the own-price elasticity times (1 - nesting)"
            raise joint(
                reason,
                aggregate_elasticity=self.aggregate_elasticity,
                own_price_elasticity=self.own_price_elasticity,
                nesting=self.nesting,
            )
        return self


class Assumptions(Weights, Economics):
    """State all that a reader may dispute: what economists do first, then how governments weigh it."""

"""What economists dispute: elasticities, pass-through, beliefs, costs of moving production."""

from typing import Annotated, Self

from pydantic import model_validator

from model.parameter import Lever, ParameterSet, joint


class Assumptions(ParameterSet):
    """State what the model takes as given but a reader may dispute; each names its source and its kind."""

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

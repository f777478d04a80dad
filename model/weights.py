"""What nobody can measure: what each side weighs, its red lines, its patience; every weight is a judgement."""

from typing import Annotated

from model.parameter import Lever, ParameterSet


class Weights(ParameterSet):
    """State how both governments weigh what a deal does; each weight names its range, and all may be disputed."""

    gdp_engine: Annotated[str, Lever(
        control="choice", url="gdp_engine", options=("institutes", "nri", "daiwa", "bottom-up"), group="japan_side",
        source="E_S22;E_S24;E_S27", kind="judgement",
    )] = "institutes"  # fmt: skip
    industry_loss: Annotated[float, Lever(
        control="number", url="floss", low=0.5, high=1.5, step=0.1, group="japan_side", source="choice",
        kind="judgement",
    )] = 1.0  # fmt: skip
    farm_weight: Annotated[float, Lever(
        control="number", url="m_farm", unit="times its value", low=3.0, high=20.0, step=1.0, group="japan_side",
        source="choice", kind="judgement",
    )] = 8.0  # fmt: skip
    farm_salience: Annotated[float, Lever(
        control="number", url="phi", unit="times", low=1.0, high=3.0, step=0.1, group="japan_side", source="choice",
        kind="judgement",
    )] = 1.5  # fmt: skip
    rice_displaced: Annotated[float, Lever(
        control="number", url="rice_out", unit="USD bn at +75%", low=0.02, high=0.2, step=0.01, group="japan_side",
        source="choice", kind="judgement",
    )] = 0.08  # fmt: skip
    farm_displaced: Annotated[float, Lever(
        control="number", url="farm_out", unit="share at USD 8bn", low=0.005, high=0.05, step=0.005, group="japan_side",
        source="choice", kind="judgement",
    )] = 0.02  # fmt: skip
    fiscal_cost: Annotated[float, Lever(
        control="number", url="c_i", unit="share of the pledge", low=0.003, high=0.06, step=0.001, group="japan_side",
        source="choice", kind="judgement",
    )] = 0.015  # fmt: skip
    sovereignty: Annotated[float, Lever(
        control="number", url="s_i", unit="USD bn a year at 550bn", low=0.5, high=5.0, step=0.5, group="japan_side",
        source="choice", kind="judgement",
    )] = 2.0  # fmt: skip
    energy_cost: Annotated[float, Lever(
        control="number", url="c_e", unit="USD bn a year", low=0.02, high=0.15, step=0.01, group="japan_side",
        source="choice", kind="judgement",
    )] = 0.06  # fmt: skip
    standards_cost: Annotated[float, Lever(
        control="number", url="std_jp", unit="USD bn a year", low=0.0, high=1.0, step=0.1, group="japan_side",
        source="choice", kind="judgement",
    )] = 0.2  # fmt: skip
    security_cost: Annotated[float, Lever(
        control="number", url="sec_jp", unit="USD bn a year", low=0.0, high=1.0, step=0.1, group="japan_side",
        source="choice", kind="judgement",
    )] = 0.3  # fmt: skip
    aircraft_cost: Annotated[float, Lever(
        control="number", url="air_jp", unit="USD bn a year for 100", low=0.0, high=0.1, step=0.01, group="japan_side",
        source="choice", kind="judgement",
    )] = 0.02  # fmt: skip
    defence_cost: Annotated[float, Lever(
        control="number", url="def_jp", unit="USD bn a year for 3bn", low=0.0, high=0.5, step=0.05, group="japan_side",
        source="choice", kind="judgement",
    )] = 0.1  # fmt: skip
    uncertainty: Annotated[float, Lever(
        control="number", url="unc", unit="USD bn a year", low=0.0, high=3.0, step=0.25, group="japan_side",
        source="choice", kind="judgement",
    )] = 1.0  # fmt: skip
    snap_uncertainty: Annotated[float, Lever(
        control="number", url="snap_jp", unit="share", low=0.0, high=1.0, step=0.1, group="japan_side", source="choice",
        kind="judgement",
    )] = 0.3  # fmt: skip
    revenue_weight: Annotated[float, Lever(
        control="number", url="w_rev", unit="per dollar", low=0.3, high=1.0, step=0.05, group="us_side",
        source="choice", kind="judgement",
    )] = 0.6  # fmt: skip
    deficit_weight: Annotated[float, Lever(
        control="number", url="w_def", unit="per dollar", low=0.1, high=0.8, step=0.05, group="us_side",
        source="choice", kind="judgement",
    )] = 0.35  # fmt: skip
    production_weight: Annotated[float, Lever(
        control="number", url="w_prod", unit="per dollar", low=0.3, high=1.5, step=0.1, group="us_side",
        source="choice", kind="judgement",
    )] = 0.8  # fmt: skip
    us_value_added: Annotated[float, Lever(
        control="number", url="us_va", unit="share of output", low=0.25, high=0.45, step=0.05, group="us_side",
        source="choice", kind="judgement",
    )] = 0.35  # fmt: skip
    consumer_weight: Annotated[float, Lever(
        control="number", url="w_con", unit="per dollar", low=0.1, high=1.0, step=0.05, group="us_side",
        source="choice", kind="judgement",
    )] = 0.35  # fmt: skip
    buyers_share: Annotated[float, Lever(
        control="number", url="con_goods", unit="share of the duty", low=0.2, high=0.7, step=0.05, group="us_side",
        source="E_S07", kind="judgement",
    )] = 0.4  # fmt: skip
    investment_value: Annotated[float, Lever(
        control="number", url="mu_i", unit="per dollar a year", low=0.02, high=0.1, step=0.01, group="us_side",
        source="E_S63", kind="judgement",
    )] = 0.05  # fmt: skip
    farm_vote: Annotated[float, Lever(
        control="number", url="v_farm", unit="per dollar", low=0.3, high=1.2, step=0.1, group="us_side",
        source="choice", kind="judgement",
    )] = 0.6  # fmt: skip
    goods_vote: Annotated[float, Lever(
        control="number", url="v_goods", unit="per dollar", low=0.0, high=0.5, step=0.05, group="us_side",
        source="choice", kind="judgement",
    )] = 0.2  # fmt: skip
    rice_symbol: Annotated[float, Lever(
        control="number", url="r_sym", unit="USD bn a year at +75%", low=0.3, high=2.4, step=0.1, group="us_side",
        source="choice", kind="judgement",
    )] = 1.2  # fmt: skip
    headline_win: Annotated[float, Lever(
        control="number", url="head", unit="USD bn a year", low=0.0, high=8.0, step=0.5, group="us_side",
        source="choice", kind="judgement",
    )] = 3.0  # fmt: skip
    precedent_cost: Annotated[float, Lever(
        control="number", url="prec", unit="USD bn a year", low=0.5, high=5.0, step=0.5, group="us_side",
        source="choice", kind="judgement",
    )] = 2.0  # fmt: skip
    standards_value: Annotated[float, Lever(
        control="number", url="std_us", unit="USD bn a year", low=0.0, high=0.5, step=0.05, group="us_side",
        source="choice", kind="judgement",
    )] = 0.1  # fmt: skip
    security_value: Annotated[float, Lever(
        control="number", url="sec_us", unit="USD bn a year", low=0.0, high=1.0, step=0.1, group="us_side",
        source="choice", kind="judgement",
    )] = 0.3  # fmt: skip
    aircraft_value: Annotated[float, Lever(
        control="number", url="air_us", unit="USD bn a year for 100", low=0.0, high=0.5, step=0.05, group="us_side",
        source="choice", kind="judgement",
    )] = 0.1  # fmt: skip
    car_ceiling: Annotated[float, Lever(
        control="number", url="car_max", unit="%", low=15.0, high=27.5, step=0.5, group="red_lines", source="choice",
        kind="judgement",
    )] = 20.0  # fmt: skip
    rice_ceiling: Annotated[float, Lever(
        control="number", url="rice_max", unit="% more", low=25.0, high=150.0, step=5.0, group="red_lines",
        source="choice", kind="judgement",
    )] = 100.0  # fmt: skip
    fiscal_ceiling: Annotated[float, Lever(
        control="number", url="cost_max", unit="USD bn", low=4.0, high=30.0, step=1.0, group="red_lines",
        source="choice", kind="judgement",
    )] = 12.0  # fmt: skip
    car_floor_before: Annotated[float, Lever(
        control="number", url="car_min_june", unit="%", low=15.0, high=27.5, step=0.5, group="red_lines",
        source="choice", kind="judgement",
    )] = 26.0  # fmt: skip
    car_floor: Annotated[float, Lever(
        control="number", url="car_min", unit="%", low=2.5, high=20.0, step=0.5, group="red_lines", source="choice",
        kind="judgement",
    )] = 12.5  # fmt: skip
    general_floor_before: Annotated[float, Lever(
        control="number", url="general_min_june", unit="%", low=0.0, high=15.0, step=0.5, group="red_lines",
        source="choice", kind="judgement",
    )] = 9.0  # fmt: skip
    general_floor: Annotated[float, Lever(
        control="number", url="general_min", unit="%", low=5.0, high=20.0, step=0.5, group="red_lines", source="choice",
        kind="judgement",
    )] = 12.5  # fmt: skip
    investment_floor: Annotated[float, Lever(
        control="number", url="invest_min", unit="USD bn", low=0.0, high=500.0, step=25.0, group="red_lines",
        source="choice", kind="judgement",
    )] = 200.0  # fmt: skip
    limit_softness: Annotated[float, Lever(
        control="number", url="soft", unit="times", low=0.5, high=2.0, step=0.1, group="red_lines", source="choice",
        kind="judgement",
    )] = 1.0  # fmt: skip
    japan_impatience: Annotated[float, Lever(
        control="number", url="r_jp", unit="a year", low=0.15, high=0.6, step=0.05, group="waiting", source="choice",
        kind="judgement",
    )] = 0.3  # fmt: skip
    us_impatience: Annotated[float, Lever(
        control="number", url="r_us", unit="a year", low=0.08, high=0.5, step=0.02, group="waiting", source="choice",
        kind="judgement",
    )] = 0.2  # fmt: skip
    threat_credible: Annotated[float, Lever(
        control="number", url="p_threat", unit="probability", low=0.4, high=0.95, step=0.05, group="waiting",
        source="choice", kind="judgement",
    )] = 0.7  # fmt: skip
    paused_credible: Annotated[float, Lever(
        control="number", url="p_paused", unit="probability", low=0.1, high=0.6, step=0.05, group="waiting",
        source="choice", kind="judgement",
    )] = 0.3  # fmt: skip
    scale_profit: Annotated[float, Lever(
        control="number", url="scale_profit", unit="USD bn", low=2.0, high=10.0, step=0.5, group="meters",
        source="choice", kind="judgement",
    )] = 5.0  # fmt: skip
    scale_jobs: Annotated[float, Lever(
        control="number", url="scale_jobs", unit="thousand", low=2.0, high=10.0, step=0.5, group="meters",
        source="choice", kind="judgement",
    )] = 5.0  # fmt: skip
    scale_short: Annotated[float, Lever(
        control="number", url="scale_short", unit="firms", low=100.0, high=1000.0, step=50.0, group="meters",
        source="choice", kind="judgement",
    )] = 500.0  # fmt: skip
    scale_farm: Annotated[float, Lever(
        control="number", url="scale_farm", unit="USD bn", low=0.5, high=5.0, step=0.5, group="meters", source="choice",
        kind="judgement",
    )] = 2.0  # fmt: skip
    scale_fiscal: Annotated[float, Lever(
        control="number", url="scale_fiscal", unit="USD bn a year", low=2.0, high=10.0, step=0.5, group="meters",
        source="choice", kind="judgement",
    )] = 5.0  # fmt: skip
    scale_revenue: Annotated[float, Lever(
        control="number", url="scale_revenue", unit="USD bn", low=5.0, high=20.0, step=1.0, group="meters",
        source="choice", kind="judgement",
    )] = 10.0  # fmt: skip
    scale_deficit: Annotated[float, Lever(
        control="number", url="scale_deficit", unit="USD bn", low=5.0, high=20.0, step=1.0, group="meters",
        source="choice", kind="judgement",
    )] = 10.0  # fmt: skip
    scale_value_added: Annotated[float, Lever(
        control="number", url="scale_va", unit="USD bn", low=1.0, high=6.0, step=0.5, group="meters", source="choice",
        kind="judgement",
    )] = 3.0  # fmt: skip
    scale_consumers: Annotated[float, Lever(
        control="number", url="scale_con", unit="USD bn", low=5.0, high=20.0, step=1.0, group="meters", source="choice",
        kind="judgement",
    )] = 10.0  # fmt: skip
    scale_energy: Annotated[float, Lever(
        control="number", url="scale_energy", unit="USD bn", low=3.0, high=15.0, step=1.0, group="meters",
        source="choice", kind="judgement",
    )] = 7.0  # fmt: skip
    scale_gap: Annotated[float, Lever(
        control="number", url="scale_gap", unit="points", low=5.0, high=20.0, step=1.0, group="meters", source="choice",
        kind="judgement",
    )] = 10.0  # fmt: skip

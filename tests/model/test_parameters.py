"""Every declared lever and assumption is documented, bounded, linkable and checked."""

from pathlib import Path

import pytest
from drawn import assumptions, policies
from hypothesis import given
from pydantic import TypeAdapter

from data.load import sources, words
from model.assumptions import Assumptions
from model.parameter import Invalid, Lever, as_text, months
from model.policy import LAWS, Policy
from model.scenarios import PRESETS, REFERENCES, SET_BY_PRESETS

ROOT = Path(__file__).parents[2]
BOTH = (Policy, Assumptions)
DECLARED = [(kind, name, lever) for kind in BOTH for name, lever in kind.declared().items()]
LEVERS = Policy.declared() | Assumptions.declared()
WORDS = words()
NO_PAGE = ("choice", "estimate")  # a judgement of ours has no page to cite
each_lever = pytest.mark.parametrize(("kind", "name", "lever"), DECLARED, ids=[name for _, name, _ in DECLARED])


@each_lever
def test_it_has_words(kind, name, lever):
    options = lever.options if lever.control == "choice" else ()
    for key in ("label", "help", *options):
        assert WORDS[lever.url][key].strip()
    assert WORDS["group"][lever.group] and all(WORDS["landmark"][landmark] for landmark in lever.landmarks)


@each_lever
def test_it_has_a_source_and_what_has_none_is_a_judgement(kind, name, lever):
    known = sources().index
    for source in lever.source.split(";"):
        assert source in known
    assert lever.kind == "judgement" or lever.source not in NO_PAGE


@each_lever
def test_its_default_and_landmarks_are_positions_of_its_control(kind, name, lever):
    assert kind.model_fields[name].default in lever.positions
    for values in lever.landmarks.values():
        assert name in values and all(value in LEVERS[other].positions for other, value in values.items())


@each_lever
def test_its_positions_stand_in_order_within_the_range(kind, name, lever):
    assert len(set(lever.positions)) == len(lever.positions) > 1
    if lever.control == "number":
        assert list(lever.positions) == sorted(lever.positions)
        assert (lever.positions[0], lever.positions[-1]) == (lever.low, lever.high)
        assert not lever.allows(lever.low - 1e-9) and not lever.allows(lever.high + 1e-9)
        assert not lever.allows(float("nan")) and not lever.allows(float("inf"))


@each_lever
def test_its_link_brings_back_every_position(kind, name, lever):
    for position in lever.positions:
        chosen, faults = kind.read({lever.url: as_text(position)}, kind())
        assert not faults or "must stay below" in faults[0].reason
        assert faults or (getattr(chosen, name) == position and kind.read(chosen.address(kind()), kind())[0] == chosen)


BAD = ["99999", "-99", "nan", "inf", "-inf", "1e400", "", " ", "none", "2025-13", "<b>", "True", "0x10", "1,5", "٣" * 9,
       "1_0", " 10", "10 ", "٣", "1e", ".", "+", "--1", "infinity"]  # fmt: skip


@each_lever
@pytest.mark.parametrize("given", BAD)
def test_a_bad_value_in_a_link_is_ignored_and_named(kind, name, lever, given):
    chosen, faults = kind.read({lever.url: given}, kind())
    assert chosen == kind() and [fault[:2] for fault in faults] == [(lever.url, given)]
    assert lever.allowed in faults[0].reason


@pytest.mark.parametrize("written", ["10", "+10", "10.", "10.0", "1e1", "1E+1", "100e-1", "0010"])
def test_a_plain_decimal_number_is_read_however_it_is_written(written):
    assert Policy.read({"car": written}, Policy()) == (Policy(car_tariff=10.0), [])


def test_ten_thousand_characters_are_a_bad_value_like_any_other():
    chosen, faults = Policy.read({"car": "9" * 10_000, "law": "x" * 10_000}, Policy())
    assert chosen == Policy() and [fault.key for fault in faults] == ["car", "law"]


@given(policy=policies(), chosen=assumptions())
def test_a_link_written_from_any_choice_reads_back_to_it_or_to_the_nearest_step(policy, chosen):
    for values in (policy, chosen):
        kind = type(values)
        back, faults = kind.read(values.address(kind()), kind())
        moved = {fault.key for fault in faults}
        if any("must stay below" in fault.reason for fault in faults):
            continue
        for name, lever in kind.declared().items():
            given, found = getattr(values, name), getattr(back, name)
            assert found in lever.positions or given == found
            assert given == found or (lever.url in moved and abs(given - found) <= lever.step / 2 + 1e-9)


def test_a_good_value_beside_bad_ones_is_kept():
    chosen, faults = Policy.read({"car": "999", "yen": "140", "stacking": "beside"}, Policy())
    assert chosen == Policy(yen=140.0) and {fault.key for fault in faults} == {"car", "stacking"}


def test_a_value_between_steps_is_moved_and_named():
    chosen, faults = Policy.read({"car": "17.3", "yen": "150.9"}, Policy())
    assert (chosen.car_tariff, chosen.yen) == (17.5, 150.97)
    assert faults[0].reason == "moved to 17.5, the nearest step"


def test_values_that_do_not_go_together_are_all_named_and_ignored():
    chosen, faults = Assumptions.read({"eps_own": "3", "eps_agg": "1.3"}, Assumptions())
    assert chosen == Assumptions() and {fault.key for fault in faults} == {"eps_own", "eps_agg"}


def test_all_faults_are_named_at_once():
    with pytest.raises(Invalid) as caught:
        Policy(car_tariff=101.0, general_rate=float("nan"), stacking="beside", decision="2024-01", signed="yes", cars=1)
    named = {fault.key for fault in caught.value.faults}
    assert named == {"car", "general", "stacking", "decision", "signed", "cars"}
    assert "car = 101: must be a number from 0 to 100 %" in str(caught.value)


def test_link_keys_are_unique_and_safe_in_a_link():
    keys = [lever.url for _, _, lever in DECLARED]
    assert len(set(keys)) == len(keys) == len(LEVERS)
    assert all(key.isidentifier() and key.islower() for key in keys)
    assert not {"preset", "reference", "v"} & set(keys)


@pytest.mark.parametrize("kind", BOTH)
def test_a_choice_is_frozen_hashable_and_equal_by_value(kind):
    one, other = kind(), kind()
    assert one == other and hash(one) == hash(other)
    with pytest.raises(ValueError, match="frozen"):
        setattr(one, next(iter(kind.declared())), 1.0)


@pytest.mark.parametrize("kind", BOTH)
def test_the_json_schema_states_every_range(kind):
    schema = TypeAdapter(kind).json_schema()["properties"]
    for name, lever in kind.declared().items():
        said = schema[name]
        assert (said["unit"], said["source"], said["kind"]) == (lever.unit, lever.source, lever.kind)
        if lever.control == "number":
            assert (said["minimum"], said["maximum"]) == (lever.low, lever.high)
        else:
            assert said["enum"] == list(lever.positions)


@pytest.mark.parametrize("slug", PRESETS)
def test_a_preset_is_a_valid_policy_with_words_a_date_and_a_source(slug):
    preset = PRESETS[slug]
    known = sources()
    assert preset.policy and preset.slug == slug and WORDS["preset"][slug]
    assert preset.source == "choice" or known.loc[preset.source, "url"].startswith("https://")
    for name, value in preset.differences.items():
        assert value in LEVERS[name].positions, name


@pytest.mark.parametrize("slug", PRESETS)
def test_a_preset_leaves_the_world_and_the_timing_alone(slug):
    preset = PRESETS[slug]
    assert set(preset.tariffs_and_offers) == {
        name for name, lever in Policy.declared().items() if lever.group in SET_BY_PRESETS
    }
    assert {LEVERS[name].group for name in preset.differences} <= set(SET_BY_PRESETS)


def test_the_references_are_those_of_the_model():
    assert set(REFERENCES) == {"law-2024", "no-deal"} and REFERENCES["law-2024"].decision == "2025-04"
    assert REFERENCES["law-2024"].but(decision="2025-07") == PRESETS["law-2024"].policy
    assert REFERENCES["no-deal"] == PRESETS["no-deal"].policy == Policy()


def test_the_central_values_and_ranges_are_those_agreed():
    agreed = {
        "own_price_elasticity": (4.5, 3.0, 7.0), "aggregate_elasticity": (0.8, 0.4, 1.3), "nesting": (0.6, 0.3, 0.8),
        "dealer_margin": (0.08, 0.05, 0.13), "customs_value_ratio": (0.8, 0.68, 0.9),
        "border_absorption": (1.0, 0.7, 1.1), "price_speed": (0.06, 0.03, 0.15), "yen_cost_share": (0.85, 0.75, 0.95),
        "permanence_no_deal": (0.5, 0.3, 0.8), "permanence_deal": (0.9, 0.7, 1.0),
        "us_cost_premium": (0.12, 0.05, 0.25),
        "us_slack": (0.1, 0.03, 0.2), "relocation_lag": (30, 18, 48), "relocatable": (0.5, 0.2, 0.7),
        "imported_parts": (0.2, 0.1, 0.35), "assembly_offset": (0.0375, 0.025, 0.0375),
        "non_us_content": (0.6, 0.4, 0.8),
    }  # fmt: skip
    for name, expected in agreed.items():
        lever = Assumptions.declared()[name]
        assert (Assumptions.model_fields[name].default, lever.low, lever.high) == expected, name


def test_months_run_over_the_turn_of_the_year():
    assert months("2025-11", "2026-02") == ("2025-11", "2025-12", "2026-01", "2026-02")


def test_the_dates_of_the_law_lie_in_order():
    assert list(LAWS) == sorted(LAWS)


def test_positions_are_free_of_the_noise_of_fractions():
    lever = Lever(
        control="number", url="x", group="demand", source="choice", kind="judgement", low=0.1, high=0.35, step=0.01
    )  # fmt: skip
    assert all(as_text(position) == f"{position:.2f}".rstrip("0").rstrip(".") for position in lever.positions)
    assert len(lever.positions) == 26


def test_nothing_skips_the_checks():
    places = [
        ROOT / "app.py",
        *(path for folder in ("model", "data", "pages") for path in (ROOT / folder).rglob("*.py")),
    ]
    code = [path.read_text(encoding="utf-8") for path in places]
    assert len(code) > 20 and not any("model_copy" in text or "model_construct" in text for text in code)

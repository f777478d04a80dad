"""Named policies, each as its differences from the default, with its date and the source of its text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from model.parameter import Value
from model.policy import Policy

SET_BY_PRESETS = ("tariffs", "rivals", "offer")


@dataclass(frozen=True)
class Scenario:
    """Name a policy; `source` is the id of its text in the table of sources."""

    slug: str
    date: date
    source: str
    differences: Mapping[str, Value]

    @property
    def policy(self) -> Policy:
        """Return the whole policy."""
        return Policy.of(self.differences)

    @property
    def tariffs_and_offers(self) -> dict[str, Value]:
        """Return the values a preset sets; the world and the timing stay as the reader has them."""
        return {
            name: getattr(self.policy, name)
            for name, lever in Policy.declared().items()
            if lever.group in SET_BY_PRESETS
        }


LAW_2024: dict[str, Value] = {
    "car_tariff": 2.5, "parts_tariff": 1.3, "metal_tariff": 0.0, "general_rate": 0.0, "law": "2024-12-31",
    "car_eu": 2.5, "car_kr": 0.0, "car_usmca": 0.0, "general_rivals": 0.0,
}  # fmt: skip
DEAL: dict[str, Value] = {
    "car_tariff": 15.0, "parts_tariff": 15.0, "general_rate": 15.0, "stacking": "including", "signed": True,
    "investment": 550.0, "farm": 8.0, "rice": 75.0, "energy": 7.0, "aircraft": 100.0, "defence": 3.0,
    "standards": True, "security": True, "snap_back": True, "talks": "2025-07-22",
}  # fmt: skip
RIVALS_DEALS: dict[str, Value] = {"car_eu": 15.0, "car_kr": 15.0, "general_rivals": 15.0}
TODAY: dict[str, Value] = DEAL | {
    "general_rate": 12.5, "law": "2026-07-24", "car_eu": 15.0, "car_kr": 15.0, "general_rivals": 10.0,
}  # fmt: skip

PRESETS: Mapping[str, Scenario] = MappingProxyType({
    preset.slug: preset
    for preset in (
        Scenario("no-deal", date(2025, 6, 16), "T_WH_AUTO", {}),
        Scenario("law-2024", date(2024, 12, 31), "T_HTS_MFN", LAW_2024),
        Scenario("car-tariff-removed", date(2025, 6, 16), "choice", {"car_tariff": 2.5, "parts_tariff": 1.3}),
        Scenario("uk-quota", date(2025, 6, 16), "T_WH_UKEPD", {"quota": 100.0, "quota_rate": 10.0}),
        Scenario("letter", date(2025, 7, 7), "T_ANEWS_LETTER", {"general_rate": 25.0, "talks": "2025-07-07"}),
        Scenario("july-deal", date(2025, 7, 22), "T_WH_EO14345", DEAL),
        Scenario("parity", date(2025, 11, 1), "T_KJD_KR15", DEAL | RIVALS_DEALS),
        Scenario("today", date(2026, 7, 24), "T_WH_301FL", TODAY),
        Scenario("full-removal", date(2026, 11, 9), "choice", {
            "car_tariff": 0.0, "parts_tariff": 0.0, "metal_tariff": 0.0, "general_rate": 0.0, "signed": True,
            "talks": "2025-07-22",
        }),
        Scenario("escalation", date(2026, 11, 9), "choice", {
            "car_tariff": 52.5, "parts_tariff": 51.3, "general_rate": 35.0,
        }),
        Scenario("what-happened", date(2026, 11, 9), "T_TRT", {"course": "history"}),
    )
})  # fmt: skip

REFERENCES: Mapping[str, Policy] = MappingProxyType({
    "law-2024": Policy.of(LAW_2024 | {"decision": "2025-04"}),
    "no-deal": Policy(),
})  # fmt: skip

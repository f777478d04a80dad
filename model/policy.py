"""What governments choose: tariffs and their timing, and the world they act in."""

from typing import Annotated

from model.parameter import Lever, ParameterSet

LAWS = (
    "2024-12-31", "2025-04-05", "2025-06-04", "2025-06-30", "2025-08-07", "2025-08-18", "2025-09-16", "2025-11-01",
    "2026-02-24", "2026-04-06", "2026-06-08", "2026-07-24",
)  # fmt: skip

YEN_2024 = 150.97
TALKS = ("2025-04-16", "2025-06-16", "2025-07-02", "2025-07-07", "2025-07-08", "2025-07-22")


class Policy(ParameterSet):
    """State the US tariffs, when they start, and the world; the defaults are the law of June 2025."""

    course: Annotated[str, Lever(
        control="choice", url="course", options=("as-set", "history"), group="tariffs", source="choice",
        kind="judgement",
    )] = "as-set"  # fmt: skip
    car_tariff: Annotated[float, Lever(
        control="number", url="car", unit="%", low=0.0, high=100.0, step=0.5, group="tariffs", source="T_WH_AUTO",
        kind="fact",
        landmarks={
            "law-2024": {"car_tariff": 2.5, "signed": False},
            "june-2025": {"car_tariff": 27.5, "signed": False},
            "july-deal": {"car_tariff": 15.0, "signed": True},
            "today": {"car_tariff": 15.0, "signed": True},
        },
    )] = 27.5  # fmt: skip
    parts_tariff: Annotated[float, Lever(
        control="number", url="parts", unit="%", low=0.0, high=100.0, step=0.5, anchors=(1.3, 26.3, 51.3),
        group="tariffs", source="T_WH_AUTO", kind="fact",
        landmarks={
            "law-2024": {"parts_tariff": 1.3},
            "june-2025": {"parts_tariff": 26.3},
            "july-deal": {"parts_tariff": 15.0},
            "today": {"parts_tariff": 15.0},
        },
    )] = 26.3  # fmt: skip
    metal_tariff: Annotated[float, Lever(
        control="number", url="metal", unit="%", low=0.0, high=100.0, step=1.0, group="tariffs",
        source="T_WH_METALS50", kind="fact",
        landmarks={
            "law-2024": {"metal_tariff": 0.0},
            "june-2025": {"metal_tariff": 50.0},
            "july-deal": {"metal_tariff": 50.0},
            "today": {"metal_tariff": 50.0},
        },
    )] = 50.0  # fmt: skip
    general_rate: Annotated[float, Lever(
        control="number", url="general", unit="%", low=0.0, high=100.0, step=0.5, group="tariffs",
        source="T_WH_EO14257", kind="fact",
        landmarks={
            "law-2024": {"general_rate": 0.0, "stacking": "on-top"},
            "june-2025": {"general_rate": 10.0, "stacking": "on-top"},
            "letter": {"general_rate": 25.0, "stacking": "on-top"},
            "july-deal": {"general_rate": 15.0, "stacking": "including"},
            "today": {"general_rate": 12.5, "stacking": "including"},
        },
    )] = 10.0  # fmt: skip
    stacking: Annotated[str, Lever(
        control="choice", url="stacking", options=("on-top", "including"), group="tariffs", source="T_WH_EO14345",
        kind="fact",
    )] = "on-top"  # fmt: skip
    law: Annotated[str, Lever(
        control="choice", url="law", options=LAWS, group="tariffs", source="T_TRT", kind="fact",
        landmarks={
            "law-2024": {"law": "2024-12-31"},
            "june-2025": {"law": "2025-06-04"},
            "today": {"law": "2026-07-24"},
        },
    )] = "2025-06-04"  # fmt: skip
    quota: Annotated[float, Lever(
        control="number", url="quota", unit="thousand cars a year", low=0.0, high=2000.0, step=10.0, group="tariffs",
        source="T_WH_UKEPD", kind="fact",
        landmarks={
            "none": {"quota": 0.0},
            "uk": {"quota": 100.0, "quota_rate": 10.0},
        },
    )] = 0.0  # fmt: skip
    quota_rate: Annotated[float, Lever(
        control="number", url="quota_rate", unit="%", low=0.0, high=50.0, step=0.5, group="tariffs",
        source="T_WH_UKEPD", kind="fact",
    )] = 10.0  # fmt: skip
    signed: Annotated[bool, Lever(
        control="switch", url="signed", group="tariffs", source="T_WH_EO14345", kind="fact",
    )] = False  # fmt: skip
    car_eu: Annotated[float, Lever(
        control="number", url="eu", unit="%", low=0.0, high=100.0, step=0.5, group="rivals", source="T_KH_EU15",
        kind="fact",
        landmarks={
            "law-2024": {"car_eu": 2.5},
            "june-2025": {"car_eu": 27.5},
            "today": {"car_eu": 15.0},
        },
    )] = 27.5  # fmt: skip
    car_kr: Annotated[float, Lever(
        control="number", url="korea", unit="%", low=0.0, high=100.0, step=0.5, group="rivals", source="T_KJD_KR15",
        kind="fact",
        landmarks={
            "law-2024": {"car_kr": 0.0},
            "june-2025": {"car_kr": 25.0},
            "today": {"car_kr": 15.0},
        },
    )] = 25.0  # fmt: skip
    car_usmca: Annotated[float, Lever(
        control="number", url="usmca", unit="%", low=0.0, high=100.0, step=0.5, group="rivals", source="T_WH_AUTO",
        kind="fact",
        landmarks={
            "law-2024": {"car_usmca": 0.0},
            "june-2025": {"car_usmca": 25.0},
            "today": {"car_usmca": 25.0},
        },
    )] = 25.0  # fmt: skip
    general_rivals: Annotated[float, Lever(
        control="number", url="rivals", unit="%", low=0.0, high=100.0, step=0.5, group="rivals",
        source="T_WH_EO14257", kind="fact",
        landmarks={
            "law-2024": {"general_rivals": 0.0},
            "june-2025": {"general_rivals": 10.0},
            "today": {"general_rivals": 10.0},
        },
    )] = 10.0  # fmt: skip
    investment: Annotated[float, Lever(
        control="number", url="invest", unit="USD bn", low=0.0, high=1000.0, step=10.0, group="offer",
        source="T_WH_EO14345", kind="fact",
        landmarks={"none": {"investment": 0.0}, "july-deal": {"investment": 550.0}},
    )] = 0.0  # fmt: skip
    farm: Annotated[float, Lever(
        control="number", url="farm", unit="USD bn a year", low=0.0, high=16.0, step=0.5, group="offer",
        source="T_WH_EO14345", kind="fact", landmarks={"none": {"farm": 0.0}, "july-deal": {"farm": 8.0}},
    )] = 0.0  # fmt: skip
    rice: Annotated[float, Lever(
        control="number", url="rice", unit="% more", low=0.0, high=100.0, step=5.0, group="offer",
        source="T_WH_EO14345", kind="fact", landmarks={"none": {"rice": 0.0}, "july-deal": {"rice": 75.0}},
    )] = 0.0  # fmt: skip
    meat_access: Annotated[float, Lever(
        control="number", url="meat", unit="% of the duty removed", low=0.0, high=100.0, step=5.0, group="offer",
        source="choice", kind="judgement",
    )] = 0.0  # fmt: skip
    energy: Annotated[float, Lever(
        control="number", url="energy", unit="USD bn a year", low=0.0, high=20.0, step=0.5, group="offer",
        source="T_WH_FS_SEP5", kind="fact", landmarks={"none": {"energy": 0.0}, "july-deal": {"energy": 7.0}},
    )] = 0.0  # fmt: skip
    aircraft: Annotated[float, Lever(
        control="number", url="aircraft", unit="aircraft", low=0.0, high=200.0, step=10.0, group="offer",
        source="T_WH_FS_JUL23", kind="fact", landmarks={"none": {"aircraft": 0.0}, "july-deal": {"aircraft": 100.0}},
    )] = 0.0  # fmt: skip
    defence: Annotated[float, Lever(
        control="number", url="defence", unit="USD bn a year more", low=0.0, high=11.0, step=0.5, group="offer",
        source="E_S62", kind="fact", landmarks={"none": {"defence": 0.0}, "july-deal": {"defence": 3.0}},
    )] = 0.0  # fmt: skip
    standards: Annotated[bool, Lever(
        control="switch", url="standards", group="offer", source="T_WH_EO14345", kind="fact",
    )] = False  # fmt: skip
    security: Annotated[bool, Lever(
        control="switch", url="security", group="offer", source="T_WH_FS_SEP5", kind="fact",
    )] = False  # fmt: skip
    snap_back: Annotated[bool, Lever(
        control="switch", url="snap", group="offer", source="T_YOMIURI_DEAL", kind="fact",
    )] = False  # fmt: skip
    talks: Annotated[str, Lever(
        control="choice", url="talks", options=TALKS, group="offer", source="choice", kind="judgement",
        landmarks={
            "june-2025": {"talks": "2025-06-16"},
            "letter": {"talks": "2025-07-07"},
            "july-deal": {"talks": "2025-07-22"},
        },
    )] = "2025-06-16"  # fmt: skip
    supplier_credit: Annotated[float, Lever(
        control="number", url="credit", unit="months of sales", low=0.0, high=6.0, step=0.5, group="cushions",
        source="choice", kind="judgement",
    )] = 0.0  # fmt: skip
    employment_subsidy: Annotated[float, Lever(
        control="number", url="subsidy", unit="% of idle fixed cost", low=0.0, high=100.0, step=5.0, group="cushions",
        source="choice", kind="judgement",
    )] = 0.0  # fmt: skip
    fair_trade: Annotated[float, Lever(
        control="number", url="fair", unit="% of price cuts stopped", low=0.0, high=100.0, step=5.0, group="cushions",
        source="choice", kind="judgement",
    )] = 0.0  # fmt: skip
    opening: Annotated[float, Lever(
        control="number", url="opening", unit="%", low=0.0, high=100.0, step=10.0, group="cushions", source="choice",
        kind="judgement",
    )] = 0.0  # fmt: skip
    counter_tariff: Annotated[float, Lever(
        control="number", url="counter", unit="%", low=0.0, high=50.0, step=1.0, group="cushions", source="choice",
        kind="judgement",
    )] = 0.0  # fmt: skip
    decision: Annotated[str, Lever(
        control="month", url="decision", low="2025-04", high="2027-04", group="world", source="choice",
        kind="judgement",
    )] = "2025-07"  # fmt: skip
    yen: Annotated[float, Lever(
        control="number", url="yen", unit="yen per dollar", low=80.0, high=250.0, step=1.0, anchors=(YEN_2024,),
        group="world", source="S_S69", kind="fact",
        landmarks={
            "mean-2024": {"yen": YEN_2024},
            "mean-h1-2025": {"yen": 146.0},
        },
    )] = YEN_2024  # fmt: skip
    us_growth: Annotated[float, Lever(
        control="number", url="growth", unit="points a year off trend", low=-10.0, high=4.0, step=0.5, group="world",
        source="choice", kind="judgement",
    )] = 0.0  # fmt: skip
    market_stress: Annotated[float, Lever(
        control="number", url="stress", unit="times April 2025", low=0.0, high=3.0, step=0.1, group="world",
        source="E_S85", kind="judgement",
        landmarks={"calm": {"market_stress": 0.0}, "april-2025": {"market_stress": 1.0}},
    )] = 0.0  # fmt: skip

    @property
    def as_signed(self) -> "Policy":
        """Return the policy as both sides would sign it: a deal believed to last, without a counter-tariff."""
        return self.but(signed=True, counter_tariff=0.0, course="as-set")

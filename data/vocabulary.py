"""The words that the columns of the tables may hold."""

KINDS = ("fact", "estimate", "judgement")
ASSEMBLY = ("JP", "US", "MX", "CA", "KR", "EU", "UK", "CN", "TH", "ZA")
HOMES = ("JP", "US", "KR", "DE", "NL", "SE", "UK", "various")
SEGMENTS = (
    "small_car",
    "midsize_large_car",
    "luxury_car",
    "sports",
    "small_suv",
    "midsize_suv",
    "large_suv",
    "luxury_suv",
    "pickup",
    "van",
    "mixed",
)
FIGURES = ("revenue", "operating_profit", "cash", "output_japan", "output_japan_2023", "own_savings_share")
MAKER_UNITS = ("JPY bn", "thousand vehicles", "share")
REGIMES = ("C", "T", "P", "M", "A", "L", "G", "X", "R")
RULES = ("all-in", "on-top", "including", "general", "half-metal", "free", "flag")
ITEMS = (
    "car_jp",
    "truck_jp",
    "parts_jp",
    "metal_jp",
    "metal_articles",
    "mobile_machinery",
    "machine_tools",
    "aircraft",
    "exempt",
    "general_jp",
    "general_eu",
    "car_eu",
    "car_kr",
    "car_uk",
    "car_other",
    "usmca_car",
    "parts_other",
    "deal_jp",
    "deal_eu",
    "deal_kr",
    "deal_uk",
    "deal_other",
    "deal_usmca",
)
USED = ("yes", "partly", "no")
OUTCOME_UNITS = ("vehicles", "percent", "JPY bn", "JPY m", "USD bn")
COST_MAKERS = ("Toyota", "Honda", "Nissan", "Mazda", "Subaru", "Mitsubishi", "Suzuki", "Seven makers")
BASES = ("as_reported", "gross", "net", "vehicles", "parts")
STATUS = ("actual", "guidance")
SUBSTITUTION = ("machinery", "semiconductors", "steel", "parts", "fixed")
SURVEY_UNITS = ("percent", "points", "firms")
PLEDGES = ("farm", "rice", "pork-beef", "energy", "aircraft", "defence", "none")
ANSWERS = ("yes", "no")
DESTINATION_ROLES = ("total", "part")
CONSTANT_UNITS = (
    "JPY trn",
    "JPY bn",
    "USD bn",
    "thousand persons",
    "thousand vehicles",
    "firms",
    "share",
    "jobs per JPY trn",
    "months of sales",
)
PUBLISHED_UNITS = ("percent", "points", "JPY trn", "USD", "million", "share")
SHOCKS = (
    "",
    "cars-25",
    "general-10",
    "general-24",
    "general-25",
    "general-24-cars-25",
    "june-2025",
    "general-25-sectors",
)
MEASURES = ("", "japan_gdp", "us_vehicle_price", "us_vehicle_sales", "japan_vehicle_output", "car_exports")
SIDES = ("japan", "us")
LIMITED = ("car", "general", "investment", "rice", "fiscal")
SENSES = ("at-most", "at-least")
LIMIT_UNITS = ("percent", "percent more", "USD bn")
OUTCOMES = ("deal", "truce", "imposed")
POLITICS_TOPICS = (
    "cabinet-approval",
    "election",
    "poll-tariff",
    "poll-rice",
    "trust",
    "lobby",
    "event",
    "us",
)
POLITICS_UNITS = ("percent", "seats", "persons", "USD bn", "none")
CONCESSION_UNITS = (
    "USD bn",
    "USD bn a year",
    "percent more",
    "percent duty",
    "aircraft",
    "yes or no",
    "thousand vehicles",
)

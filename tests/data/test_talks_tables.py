"""The tables of the talks agree with the law, with one another and with what they add up to."""

import pytest

from data.columns import is_day
from data.load import load

BASE = load()
DEALS = BASE.precedents.set_index(["partner", "date"])
EVENTS = BASE.politics[BASE.politics["topic"] == "event"]

PARTNERS = {
    "United Kingdom",
    "China",
    "Vietnam",
    "Indonesia",
    "Philippines",
    "Japan",
    "European Union",
    "South Korea",
    "Switzerland",
    "Brazil",
    "India",
    "Taiwan",
}
CAR_ITEMS = {
    ("United Kingdom", "2025-05-08"): "car_uk",
    ("Japan", "2025-07-22"): "car_jp",
    ("European Union", "2025-07-27"): "car_eu",
    ("South Korea", "2025-07-30"): "car_kr",
}
LAW_BEGINS = {  # the item of the history, and the ordinary duty that its step includes and the event does not
    "Added duty on cars begins": ("car_jp", 2.5),
    "Added duty on other goods begins": ("general_jp", 0),
    "Added duty on car parts begins": ("parts_jp", 1.3),
    "Duty on steel and aluminium doubles": ("metal_jp", 0),
    "General rate of the deal begins": ("general_jp", 0),
    "Car rate of the deal begins": ("car_jp", 0),
    "Surcharge on general goods begins": ("general_jp", 0),
    "Duty over forced labour replaces the surcharge": ("general_jp", 0),
}


def test_every_partner_stands_among_the_precedents_in_the_order_of_days():
    assert set(BASE.precedents["partner"]) == PARTNERS
    assert BASE.precedents["date"].map(is_day).all() and BASE.precedents["date"].is_monotonic_increasing


@pytest.mark.parametrize("deal", CAR_ITEMS, ids=lambda deal: deal[0])
def test_the_car_rate_agreed_is_the_one_that_became_law(deal):
    history = BASE.history[BASE.history["item"] == CAR_ITEMS[deal]]
    assert DEALS.loc[deal, "car_percent"] == history["rate_percent"].iloc[-1]
    assert history["date"].iloc[-1] > deal[1]


def test_japan_got_what_the_offers_say_it_gave():
    given = DEALS.loc[("Japan", "2025-07-22"), ["investment_usd_bn", "energy_usd_bn", "farm_usd_bn"]]
    agreed = BASE.concessions.set_index("item")["agreed"]
    assert list(given) == list(agreed[["investment", "energy", "farm"]])


def test_no_deal_left_a_partner_with_more_than_it_was_threatened_with():
    threatened = BASE.precedents[BASE.precedents["threat_percent"].notna()]
    assert len(threatened) >= 9
    assert (threatened["general_percent"] <= threatened["threat_percent"]).all()


def test_what_was_imposed_was_not_paid_for():
    imposed = BASE.precedents[BASE.precedents["outcome"] == "imposed"]
    assert set(imposed["partner"]) == {"Switzerland", "Brazil", "India"} and (imposed["given"] == "").all()
    assert imposed[["investment_usd_bn", "energy_usd_bn", "farm_usd_bn"]].isna().all(axis=None)


def test_the_red_lines_are_eight_and_only_those_of_washington_move():
    limits = BASE.limits
    assert len(limits) == 8 and set(limits["kind"]) == {"judgement"} and (limits["spread"] > 0).all()
    assert ((limits["side"] == "us") == (limits["sense"] == "at-least")).all()
    dates = limits.groupby(["side", "term"])["since"].agg(list)
    assert dates["us", "car"] == ["2025-04-03", "2025-07-08"] and dates["us", "general"] == ["2025-04-05", "2025-07-02"]
    assert dates.drop([("us", "car"), ("us", "general")]).map(len).eq(1).all()


def test_a_threat_falls_due_after_it_is_made_and_the_last_one_before_the_deal_is_its_threat():
    threats = BASE.threats
    assert (threats["due"] > threats["since"].str[:7]).all() and threats["since"].is_monotonic_increasing
    last = threats[threats["since"] < "2025-07-22"].iloc[-1]
    assert last["general_percent"] == DEALS.loc[("Japan", "2025-07-22"), "threat_percent"]


def test_a_threat_is_an_event_of_its_day():
    at = EVENTS.set_index("date")["item"]
    assert "paused" in at["2025-04-09"] and "Letter" in at["2025-07-07"]
    assert set(BASE.threats["since"]) == {"2025-04-09", "2025-07-07"}


def test_events_stand_on_days_in_their_order():
    assert EVENTS["date"].map(is_day).all() and EVENTS["date"].is_monotonic_increasing


@pytest.mark.parametrize("item", LAW_BEGINS)
def test_an_event_that_begins_a_rate_is_a_step_of_the_law_on_that_day(item):
    product, ordinary = LAW_BEGINS[item]
    event = EVENTS.set_index("item").loc[item]
    step = BASE.history.set_index(["item", "date"]).loc[product, event["date"]]
    assert step["rate_percent"] == event["value"] + ordinary


def test_the_seats_of_the_upper_house_add_up():
    seats = BASE.politics[BASE.politics["topic"] == "election"].set_index("item")["value"]
    won = seats["Seats won by the coalition"]
    assert seats["Seats won by the LDP"] + seats["Seats won by Komeito"] == won < seats["Seats the coalition needed"]
    assert seats["Seats of the coalition after the vote"] - won == 125 - seats["Seats the coalition needed"] == 75


def test_the_projects_named_are_those_among_the_offers():
    agreed = BASE.concessions.set_index("item")["agreed"]
    named = EVENTS.set_index("item")["value"]
    assert named["First projects of the investment"] == agreed["investment-first-projects"]
    assert named["Second projects of the investment"] == agreed["investment-second-projects"]


def test_approval_fell_before_the_election_and_rose_after_the_deal_in_every_poll_of_both_months():
    polls = BASE.politics[BASE.politics["topic"] == "cabinet-approval"]
    dated = polls.assign(month=polls["date"].str[:7])
    months = dated.pivot_table(index="item", columns="month", values="value", aggfunc="last")
    months = months[["2025-06", "2025-07", "2025-08"]].dropna()
    assert set(months.index) == {"Jiji", "Kyodo", "NHK"}
    assert (months["2025-07"] < months["2025-06"]).all() and (months["2025-08"] > months["2025-07"]).all()


def test_every_percentage_of_politics_lies_between_0_and_100():
    shares = BASE.politics[BASE.politics["unit"] == "percent"]["value"]
    assert shares.between(0, 100).all() and len(shares) > 35

"""The viewers of `make load` are answered as those in a browser are, and what it prints follows from that."""

import asyncio
from collections.abc import Iterator

import pytest
from crowd import BEAT_SECONDS, Crowd, stay
from server import AS_HOSTED, Servers, served
from soak import Quarter, growth_mb
from viewer import Viewer

from tests.serving import ROOT

MOVES = 3


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with served() as running:
        yield running


def test_each_of_two_viewers_finds_its_own_levers_in_its_link(servers):
    async def moved(number: int) -> Viewer:
        async with Viewer(servers.address(number), number) as viewer:
            await viewer.open()
            for _ in range(MOVES):
                await viewer.move()
        return viewer

    async def both() -> list[Viewer]:
        return await asyncio.gather(moved(1), moved(2))

    one, other = asyncio.run(both())
    assert one.query != other.query
    for viewer in (one, other):
        linked = {key: viewer.linked(key) for key in ("car", "parts", "metal", "general", "quota", "quota_rate")}
        said = {key: value for key, value in linked.items() if value is not None}
        assert said
        assert said == {key: viewer.shown(key) for key in said}


def test_a_lever_draws_anew_the_body_and_leaves_the_levers(servers):
    async def moved() -> tuple[bool, set[str], set[str]]:
        async with Viewer(servers.address(0), 3) as viewer:
            await viewer.open()
            charts, levers = viewer.charts, {name for name in viewer.drawn if name.endswith("-levers-tariffs")}
            await viewer.move()
            assert viewer.charts == charts
            return viewer.in_part, viewer.drawn, levers

    in_part, drawn, levers = asyncio.run(moved())
    assert in_part
    assert len(levers) == 1
    assert drawn and not drawn & levers


def test_viewers_who_stay_are_answered_and_see_no_error(servers):
    async def crowded() -> Crowd:
        crowd = Crowd()
        await asyncio.gather(
            *(stay(crowd, servers.address(number), number, 0, [2 * BEAT_SECONDS]) for number in range(2))
        )
        return crowd

    crowd = asyncio.run(crowded())
    assert crowd.errors == []
    assert len(crowd.opened) == 2
    assert len(crowd.answered) >= 2
    assert servers.complaints == []


@pytest.mark.parametrize("file", ["Dockerfile", "deploy/common-ground@.service", "Makefile"])
def test_the_server_is_measured_with_the_settings_it_is_hosted_with(file):
    assert AS_HOSTED
    settings = (ROOT / file).read_text().split()
    assert {f"{name}={value}" for name, value in AS_HOSTED.items()} <= set(settings)


def test_growth_is_counted_after_the_first_half_hour_alone():
    at_first = [Quarter(15, [float(minute) for minute in range(15)]), Quarter(30, [15.0] * 15)]
    still = [Quarter(45, [40.0] * 15), Quarter(60, [40.0] * 15)]
    rising = [
        Quarter(45, [40 + 0.5 * minute for minute in range(15)]),
        Quarter(60, [47.5 + 0.5 * n for n in range(15)]),
    ]
    assert growth_mb([*at_first, *still]) == pytest.approx(0, abs=1e-9)
    assert growth_mb([*at_first, *rising]) == pytest.approx(30)

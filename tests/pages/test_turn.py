"""Readers who ask the model at the same moment wait for one another and share what was solved."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import sleep

from pages.ui.turn import in_turn

READERS = 8


def test_readers_who_ask_the_same_at_once_share_one_solution_and_others_come_one_by_one():
    at_work, solved = Lock(), []

    @in_turn(kept=READERS)
    def solve(what: int) -> list[int]:
        assert at_work.acquire(blocking=False), "two at once"
        sleep(0.01)
        solved.append(what)
        at_work.release()
        return [what]

    with ThreadPoolExecutor(READERS) as readers:
        answers = list(readers.map(solve, [1] * READERS + [2] * READERS))
    assert sorted(solved) == [1, 2]
    assert all(answer is answers[0] for answer in answers[:READERS])
    assert answers[READERS:] == [[2]] * READERS


def test_a_failure_ends_the_turn_and_is_not_kept():
    failing = [True]

    @in_turn(kept=1)
    def solve(what: int) -> int:
        if failing.pop():
            raise ValueError(what)
        return what

    with ThreadPoolExecutor(1) as reader:
        assert isinstance(reader.submit(solve, 3).exception(), ValueError)
    failing.append(False)
    assert solve(3) == 3

"""Processes answer in order, pass on what went wrong, come back after they died, and end when they are told to."""

import os
from functools import partial
from operator import add, truediv

import pytest

from pages.ui.crew import Crew


@pytest.fixture(scope="module")
def crew():
    made = Crew(2)
    yield made
    made.close()


def gone(process):
    return process.poll() is not None


def test_answers_come_in_the_order_of_the_questions(crew):
    assert list(crew.map(partial(add, 5), range(30))) == list(range(5, 35))


def test_work_is_done_in_other_processes(crew):
    seen = set(crew.map(eval, ["__import__('os').getpid()"] * 8))
    assert os.getpid() not in seen and len(seen) <= 2


def test_what_goes_wrong_there_is_raised_here_and_the_crew_works_on(crew):
    with pytest.raises(ZeroDivisionError):
        list(crew.map(partial(truediv, 1), [1, 0]))
    assert list(crew.map(partial(truediv, 1), [4])) == [0.25]


def test_one_may_stop_early_and_ask_anew(crew):
    answers = crew.map(partial(add, 1), range(1000))
    assert next(answers) == 1
    answers.close()
    assert list(crew.map(partial(add, 2), [1])) == [3]


def test_a_process_that_died_is_replaced_and_asked_again(crew):
    for one in crew.workers:
        one.process.kill()
        one.process.wait()
    assert list(crew.map(partial(add, 3), range(4))) == [3, 4, 5, 6]


def test_a_process_that_dies_of_the_question_is_asked_twice_and_no_more(crew):
    with pytest.raises((OSError, EOFError)):
        list(crew.map(eval, ["__import__('os')._exit(3)"]))
    assert list(crew.map(partial(add, 3), range(2))) == [3, 4]


def test_more_functions_than_a_process_remembers_are_answered(crew):
    for number in range(7):
        assert list(crew.map(partial(add, number), [1, 2])) == [number + 1, number + 2]
    assert list(crew.map(partial(add, 0), [1, 2])) == [1, 2]


def test_closing_ends_every_process():
    made = Crew(1)
    assert list(made.map(partial(add, 1), [1])) == [2]
    process = made.workers[0].process
    made.close()
    assert gone(process)

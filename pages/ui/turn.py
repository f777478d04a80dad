"""Whose turn it is to have the model solve: one reader at a time, since all share one interpreter."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import RLock
from typing import TypeVar

Answer = TypeVar("Answer")
_turn = RLock()


def in_turn(kept: int) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Let a function be called by one reader at a time, and keep its latest answers by its arguments for all.

    Side by side the many small steps of the model hand the interpreter to and fro between the cores, which costs more
    than the steps do; and fifty who open one link at once wait for one solution.
    """

    def kept_in_turn(solve: Callable[..., Answer]) -> Callable[..., Answer]:
        known = lru_cache(maxsize=kept)(solve)

        @wraps(solve)
        def answer(*asked: object, **named: object) -> Answer:
            with _turn:
                return known(*asked, **named)

        return answer

    return kept_in_turn

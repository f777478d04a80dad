"""What is kept for all readers between runs: the latest answers to questions that take long."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

from model.baseline import Baseline

Key, Answer = TypeVar("Key"), TypeVar("Answer")

# How Streamlit's caches tell the tables of one reader from those of another.
ONCE = {Baseline: lambda tables: tables.digest}


class Shelf(Generic[Key, Answer]):
    """Keep the latest answers by what was asked, so many and no more."""

    def __init__(self, most: int) -> None:
        """Start empty."""
        self.most, self.lock, self.kept = most, Lock(), OrderedDict[Key, Answer]()

    def get(self, key: Key) -> Answer | None:
        """Return an answer if it is kept."""
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer in place of the one not asked for longest."""
        with self.lock:
            self.kept[key] = answer
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)

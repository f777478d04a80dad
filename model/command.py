"""What a command that is wrong says."""

import argparse
from typing import NoReturn


class Wrong(Exception):
    """Carry what is wrong with the command, in words for the one who typed it."""


class Parser(argparse.ArgumentParser):
    """Raise what argparse finds instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        """Raise the message."""
        raise Wrong(message)


def unusable(what: str, error: Exception) -> Wrong:
    """Return what is wrong with a file that cannot be opened, or holds what Python cannot hold."""
    if isinstance(error, OSError):
        return Wrong(f"{what}: {error.strerror or error}")
    return Wrong(f"{what}: {'its lists stand too deep in one another' if isinstance(error, RecursionError) else error}")

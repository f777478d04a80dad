"""Check the tables before anything starts: `python -m data` lists every fault and stops with exit code 2."""

import sys

from data.load import BrokenData, load


def main() -> int:
    """Read all tables; return 0, or 2 with one line per fault on standard error."""
    try:
        load()
    except BrokenData as broken:
        print(broken, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

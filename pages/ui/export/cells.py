"""Text that a spreadsheet must not take for a formula."""

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def looks_like_a_formula(words: str) -> bool:
    """Tell whether a spreadsheet would run a text instead of showing it."""
    return words.startswith(STARTS_A_FORMULA)


def as_data(words: str) -> str:
    """Return a text that every spreadsheet shows and none runs: an apostrophe goes before what looks like a formula."""
    return f"'{words}" if looks_like_a_formula(words) else words

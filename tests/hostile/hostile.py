"""What a stranger might send: texts, links and cells made to break a reader, and how many of them are tried."""

from urllib.parse import quote, urlencode

from hypothesis import settings
from hypothesis import strategies as st

from pages.ui.choice import LEVERS
from pages.ui.compare import PICKS

USUAL = 15
LONG = 6_000
NASTY = (
    "", " ", "nan", "-inf", "Infinity", "1e999", "-1e-999", "0x1F", "1_0", "١٥", "１５", "1" * LONG, "1" * LONG + "x",
    "." * LONG, "9" * 400 + "e9", "-0", "+", "true", "None", "null", "2025-13", "0000-00", "2025-07-22", "\x00",
    "\x1b[31m", "\u202e7.5", "\ufeff15", "\ud7ff\U0010ffff", "e\u0301" * 50, "`", "``` ", "$x$", ":red[x]", "%s%n",
    "{0.__class__}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://192.0.2.1/x.png)",
    "[x](javascript:alert(1))", "../../../../etc/passwd", "file:///etc/passwd", "'; DROP TABLE fleet; --",
    "=cmd|' /C calc'!A0", "@SUM(A1)", "\r\n", "a\nb", "__class__", "preset=july-deal", "?preset=july-deal&car=20",
    "%3Fcar%3D20", "&&&===;;;", "%", "%zz", "%ff%fe",
)  # fmt: skip
KEYS = (*(lever.url for lever in LEVERS.values()), "preset", "reference", "v", *PICKS)
VALUES = tuple(str(position) for lever in LEVERS.values() for position in lever.positions[:2])

words = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=40), st.floats().map(repr), st.integers().map(str), st.sampled_from(VALUES)
)
keys = st.one_of(st.sampled_from(KEYS), st.sampled_from(KEYS), words)
queries = st.dictionaries(keys, st.lists(words, min_size=1, max_size=3), max_size=8)
links = st.one_of(
    words,
    queries.map(lambda query: "http://localhost:8501/?" + urlencode(query, doseq=True)),
    st.lists(st.tuples(keys, words), max_size=6).map(lambda pairs: "&".join(f"{key}={value}" for key, value in pairs)),
    st.tuples(st.sampled_from(PICKS["second"]), words).map(
        lambda both: f"?preset={both[0]}&{quote(both[1])}#{both[1]}"
    ),
)


def tried(count: int) -> settings:
    """Return how often a test is run: so often in every check, more where the profile asks for more."""
    return settings(max_examples=count * settings.default.max_examples // USUAL)

"""The economics: pure functions of frozen objects, no file and no screen."""

VERSION = "0.1"
DATA_DATE = "2026-11-09"

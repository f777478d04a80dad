"""The economics: pure functions of frozen objects, no file and no screen."""

import pandas as pd

VERSION = "0.1"
DATA_DATE = "2026-11-09"

# Tables are small: words kept as Python's own are read and written twice as fast as Arrow's. Here, since whoever works
# out a piece of a sweep knows the model and not the data.
pd.set_option("mode.string_storage", "python")

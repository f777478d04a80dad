"""The tables the model needs, and the words of the pages."""

import pandas as pd

# Tables are small: words kept as Python's own are read and written twice as fast as Arrow's. Before pandera is loaded.
pd.set_option("mode.string_storage", "python")

"""The tables the model needs, and the words of the pages."""

import model.baseline  # noqa: F401  says how pandas keeps words, which pandera takes note of when it is loaded

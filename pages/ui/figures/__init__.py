"""Tables as figures: plain Plotly specifications, which know neither the screen nor the model."""

from typing import Any

Spec = dict[str, Any]

"""One claim that must hold, and by how much it misses."""

from typing import NamedTuple

EXACT = 1e-9


class Check(NamedTuple):
    """Name a claim and its block, by how much it fails as a share of what it speaks of, and how much may be off."""

    block: str
    claim: str
    error: float
    allowed: float = EXACT

    @property
    def holds(self) -> bool:
        """Tell whether the claim holds; what is no number does not."""
        return self.error <= self.allowed

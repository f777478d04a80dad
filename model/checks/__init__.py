"""What must hold in any scenario, checked on the one that a reader has set."""

from model.bargain import negotiate
from model.checks.check import Check
from model.checks.identities import identities
from model.checks.market import market
from model.checks.moves import moves
from model.checks.talks import agreement
from model.negotiation.talks import Talks
from model.result import Result

__all__ = ["Check", "checks"]


def checks(result: Result, talks: Talks | None = None) -> list[Check]:
    """Return every check of one result, block by block; talks: those over its package where they are in hand."""
    over = talks or negotiate(result.policy, result.assumptions, result.baseline, result.as_signed)
    return [*market(result), *identities(result), *moves(result), *agreement(over)]

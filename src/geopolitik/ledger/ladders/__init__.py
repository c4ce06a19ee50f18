"""Ladders: which step would be due, by whom, within which time, and what blocks it."""

from geopolitik.ledger.ladders.length import minimum
from geopolitik.ledger.ladders.run import run
from geopolitik.ledger.ladders.standing import OriginStanding, standings

__all__ = ["OriginStanding", "minimum", "run", "standings"]

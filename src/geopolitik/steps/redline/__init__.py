"""Redline: the typed changes along a derivation."""

from geopolitik.steps.redline.redlining import redline as redline

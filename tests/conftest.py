"""Settings for all tests."""

from __future__ import annotations

from hypothesis import settings

# A slow machine must not fail a property: no deadlines.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

"""The sample story, traced once, and its draft."""

from __future__ import annotations

import pytest

from geopolitik.app import sample_story, trace
from geopolitik.app.drafting import Draft, draft
from geopolitik.model.story import Trace


@pytest.fixture(scope="session", name="story")
def _story() -> Trace:
    return trace(*sample_story())


@pytest.fixture(scope="session", name="drafted")
def _drafted(story: Trace) -> Draft:
    return draft(story)

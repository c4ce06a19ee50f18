"""Reports to export: the invented story, and the sample story."""

from __future__ import annotations

import pytest

from geopolitik import sample_story, trace
from geopolitik.model.story import Trace
from geopolitik.publish.view import ReportView, view


@pytest.fixture(scope="session")
def report(story: Trace) -> ReportView:
    return view(story)


@pytest.fixture(scope="session")
def sample() -> ReportView:
    return view(trace(*sample_story()))

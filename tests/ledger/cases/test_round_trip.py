"""What is written reads back as it was."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from tests.ledger.cases.generated import CASES

from geopolitik.ledger.cases import dump, loads
from geopolitik.model.ledger.case import Case


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_a_case_reads_back_as_it_was(case: Case) -> None:
    assert loads(dump(case)) == case

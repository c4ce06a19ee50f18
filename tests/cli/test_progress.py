import sys

import pytest

from geopolitik.cli.trace import progress


@pytest.mark.parametrize(
    ("files", "watched", "shown"),
    [(3, True, False), (4, True, True), (4, False, False)],
    ids=["few files", "many files", "nobody watches"],
)
def test_progress_is_shown_for_many_files_while_somebody_watches(
    files: int, watched: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched)
    with progress(files) as report:
        assert (report is not None) == shown
        if report is not None:
            report("align", 1, 2)

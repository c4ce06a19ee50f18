from pathlib import Path

import pytest

from geopolitik.cli.reference import pages, write

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_reference_is_current(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == pages()[name], "run: python -m geopolitik.cli.reference docs/reference"


def test_writing_makes_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "new")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "api.md",
        "cli.md",
        "json.md",
        "python.md",
    ]

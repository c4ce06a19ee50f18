"""The tables are documented as they are."""

from __future__ import annotations

from pathlib import Path
from re import findall

import pytest

pytest.importorskip("pyarrow")

from geopolitik.index.archive import schemas

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "archive.md"


@pytest.mark.parametrize(
    ("title", "names"),
    [("pairs.parquet", schemas.pairs().names), ("stemma.parquet", schemas.stemma().names)],
)
def test_every_column_is_documented_and_none_besides(title: str, names: list[str]) -> None:
    part = PAGE.read_text(encoding="utf-8").split(f"## {title}")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    assert sorted(name for row in rows for name in findall(r"`(\w+)`", row)) == sorted(names)


def test_what_a_change_and_a_relation_have_is_documented() -> None:
    stemma, page = schemas.stemma(), PAGE.read_text(encoding="utf-8")
    for column in ("changes", "relations"):
        for field in stemma.field(column).type.value_type:
            assert f"`{field.name}`" in page

"""The pages hold together: links lead somewhere, words name what there is, commands are found."""

import importlib
import re
import subprocess
from pathlib import Path

import pytest
from tools.tables import TableError, filled

from geopolitik.model.story import ChangeKind
from geopolitik.steps.lineage.pair.weights import DIRECTED, RELATED, UNRELATED

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]*`")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    return CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """The headings of a page, as links name them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for link in LINK.findall(prose(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if link.startswith(("https://", "mailto:")):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_the_index_names_every_page() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(prose(index))}
    pages = {page for page in PAGES if page.is_relative_to(index.parent) and page != index}
    assert sorted(map(name_of, pages - linked)) == []


GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
TYPES = re.findall(r"^\| \*\*[^|]+\| `(\w+)` in \[`[^`]+`\]\(\.\./src/([^)]+)\.py\)", GLOSSARY, re.MULTILINE)


@pytest.mark.parametrize(("name", "path"), TYPES, ids=[name for name, _ in TYPES])
def test_the_glossary_names_types_that_are_there(name: str, path: str) -> None:
    assert hasattr(importlib.import_module(path.replace("/", ".")), name)


def test_the_glossary_names_most_types() -> None:
    assert len(TYPES) >= 12


def test_the_build_finds_the_test_command() -> None:
    finder = next(
        line
        for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line.startswith("command=")
    )
    script = f'{finder}\nprintf %s "$command"'
    found = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.startswith("python3 -m venv .venv")
    assert found.stdout.endswith("pytest -n auto")


def test_the_picture_is_there_and_small() -> None:
    picture = ROOT / "docs" / "images" / "redline.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 400_000


def test_a_table_is_filled_in() -> None:
    page = "a\n<!-- figures: speed/import geopolitik -->\nstale\n<!-- end of table -->\nb\n"
    new = filled(page)
    assert "| import geopolitik |" in new
    assert "stale" not in new
    assert filled(new) == new


def test_a_figure_that_is_not_there_is_an_error() -> None:
    with pytest.raises(TableError, match="no row 'speed/of light'"):
        filled("<!-- figures: speed/of light -->\n<!-- end of table -->\n")


METHOD = (ROOT / "docs" / "explanation" / "method.md").read_text(encoding="utf-8")


def test_the_method_gives_the_thresholds_in_use() -> None:
    related, unrelated, directed = (
        f"{value:g}".removeprefix("0") for value in (RELATED, UNRELATED, DIRECTED)
    )
    assert f"From {related} two texts are called derived, up to {unrelated} independent" in METHOD
    assert f"A direction is called from {directed}." in METHOD


def test_the_method_names_every_kind_of_change_once() -> None:
    table = METHOD.partition("| what changes | kinds |")[2].partition("\n\n")[0]
    named = [kind.strip() for row in table.splitlines()[2:] for kind in row.split("|")[2].split(",")]
    assert sorted(named) == sorted(kind.value for kind in ChangeKind)

import geopolitik
from geopolitik.model.story import ChangeKind
from geopolitik.publish.python_reference import python_page

PAGE = python_page()


def test_every_public_name_has_its_heading() -> None:
    missing = [n for n in geopolitik.__all__ if not n.startswith("__") and f"### {n}\n" not in PAGE]
    assert missing == []


def test_fields_carry_the_notes_below_them() -> None:
    assert "| `b` | `str` |  | Wording ids. |" in PAGE


def test_enumerations_list_their_values() -> None:
    assert all(f"| `{kind.name}` | `{kind.value}` |" in PAGE for kind in ChangeKind)


def test_types_with_a_bar_stay_in_their_cell() -> None:
    assert "| `name` | `str \\| None` |" in PAGE


def test_errors_are_listed() -> None:
    assert "#### ExtractionError" in PAGE

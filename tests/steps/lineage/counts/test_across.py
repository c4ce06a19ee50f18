"""Texts in different languages: translations run parallel, other reports on the same event don't."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.model.story import Verdict
from geopolitik.steps.align import align
from geopolitik.steps.annotate import annotate
from geopolitik.steps.group import group
from geopolitik.steps.lineage import relate
from geopolitik.steps.lineage.counts.across import across
from geopolitik.steps.lineage.counts.skeletons import skeleton
from geopolitik.steps.lineage.pair.claims import Claims
from geopolitik.steps.lineage.pair.foreign import across_languages, runs_parallel

NOTHING = Claims(None, None, None)
FOLDER = Path(__file__).parent / "across"


def told(kind: str) -> dict[str, tuple[str, ...]]:
    """The texts of a kind by language."""
    paths = sorted(FOLDER.glob(f"{kind}.*.txt"))
    return {path.name.split(".")[1]: tuple(path.read_text("utf-8").splitlines()) for path in paths}


ORIGINAL = tuple((FOLDER / "original.txt").read_text("utf-8").splitlines())
TRANSLATIONS, OTHER_REPORTS = told("translation"), told("other")


def read(*paragraphs: str, language: str = "en") -> Annotation:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), Label.BODY))
        at += len(paragraph) + 1
    mark = sha256(text.encode()).hexdigest()
    capture = Capture(mark[:16], "page", text.encode(), mark, "page")
    return annotate(Article(capture, text, "text", tuple(blocks), language=language))


def odds(a: Annotation, b: Annotation) -> float:
    return sum(e.weight for e in across_languages(across(a, b), NOTHING, ("a", "b")))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_runs_parallel(language: str) -> None:
    original, copy = read(*ORIGINAL), read(*TRANSLATIONS[language], language=language)
    shared = across(original, copy)
    assert runs_parallel(shared), shared
    assert odds(original, copy) > 4


@pytest.mark.parametrize("language", OTHER_REPORTS)
def test_another_report_on_the_event_does_not(language: str) -> None:
    original, other = read(*ORIGINAL), read(*OTHER_REPORTS[language], language=language)
    shared = across(original, other)
    assert not runs_parallel(shared), shared
    assert odds(original, other) < 0


def verdict(a: Annotation, b: Annotation) -> Verdict:
    wordings = {w.witnesses[0].capture: w for w in group([a, b])}
    return relate(align(a, b), wordings[a.capture_id], wordings[b.capture_id]).relation


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_needs_no_credit_to_be_told(language: str) -> None:
    assert verdict(read(*ORIGINAL), read(*TRANSLATIONS[language], language=language)) is Verdict.DERIVED


@pytest.mark.parametrize("language", OTHER_REPORTS)
def test_another_report_is_no_translation(language: str) -> None:
    found = verdict(read(*ORIGINAL), read(*OTHER_REPORTS[language], language=language))
    assert found in (Verdict.CANNOT_TELL, Verdict.INDEPENDENT)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_half_a_translation_is_not_called_independent(language: str) -> None:
    found = verdict(read(*ORIGINAL), read(*TRANSLATIONS[language][:3], language=language))
    assert found in (Verdict.CANNOT_TELL, Verdict.DERIVED)


def test_translations_of_one_text_run_parallel_to_each_other() -> None:
    shared = across(read(*TRANSLATIONS["ru"], language="ru"), read(*TRANSLATIONS["de"], language="de"))
    assert runs_parallel(shared), shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Зеленский"),
        ("Zelensky", "Selenskyj"),
        ("Zelensky", "زيلينسكي"),
        ("Kharkiv", "Charkiw"),
        ("Khrushchev", "Chruschtschow"),
        ("Poutine", "Путин"),
        ("Chernobyl", "Tschernobyl"),
    ],
)
def test_a_name_keeps_its_consonants_across_scripts(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


def test_different_names_differ() -> None:
    assert len({skeleton(name) for name in ("Putin", "Trump", "Lavrov", "Kerch", "Merkel")}) == 5


def test_a_script_without_capitals_holds_names_too() -> None:
    arabic = read("قال ترامب إن ميركل وماكرون وافقا على الاجتماع في برلين", language="ar")
    shared = across(read("On Monday Trump said that Merkel and Macron agreed to meet in Berlin."), arabic)
    assert shared.matched >= 3


@given(st.text(max_size=60))
def test_any_word_has_a_skeleton_of_plain_letters(word: str) -> None:
    found = skeleton(word)
    assert found == "" or (3 <= len(found) <= 6 and found.isascii() and found.islower())


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_measures_are_shares_of_any_text(paragraphs: list[str]) -> None:
    one = read(*(p.replace("\n", " ") or "-" for p in paragraphs))
    shared = across(one, one)
    assert 0 <= shared.order <= 1
    assert all(0 <= share <= 1 for share in (shared.numbers, shared.names, shared.placed))

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from lxml import etree
from tests.publish.exports.making import MADE_AT, TEXTS, document, excerpts, paragraphs
from tests.publish.exports.reading import W, part, shown, texts
from tests.publish.feeds.hostile import hostile_texts, needs_data

from geopolitik import __version__
from geopolitik.model.story import Trace
from geopolitik.publish.exports.docx import heading_of, to_docx
from geopolitik.publish.rows import RowKind
from geopolitik.publish.view import ReportView, view


def test_accepting_gives_the_copy_and_rejecting_the_original(report: ReportView) -> None:
    redline = report.redlines[0]
    made = document(report)
    assert texts(made, accept=True) == paragraphs(redline.copy_side)
    assert texts(made, accept=False) == paragraphs(redline.original_side)


def test_so_it_is_for_every_redline_of_the_sample_story(sample: ReportView) -> None:
    for redline in sample.redlines:
        made = document(sample, redline.number)
        # A credit line or an advertisement stands outside the sentences: it has a paragraph of its own.
        asides = [row for row in redline.rows if row.kind is RowKind.ASIDE]
        outside = {" ".join(piece.text.split()) for row in asides for piece in (*row.original, *row.copy)}
        for accept, side in ((True, redline.copy_side), (False, redline.original_side)):
            found = [text for text in texts(made, accept=accept) if text not in outside]
            assert found == paragraphs(side)


@settings(max_examples=60, deadline=None)
@example("One. Two. Three.", "Three. One. Two.", "T")
@example("A b c.", "\x0b\ud800.", "\ufffe")
@given(TEXTS, TEXTS, TEXTS)
def test_so_it_is_for_any_text(
    retelling: Callable[..., Trace], original: str, copied: str, title: str
) -> None:
    report = view(retelling(original, copied, title=title or "Title"))
    made = document(report)
    for accept, side in ((True, report.redlines[0].copy_side), (False, report.redlines[0].original_side)):
        # A document has a paragraph even if nothing stands in it.
        assert (texts(made, accept=accept) or [""]) == (paragraphs(side) or [""])
    excerpts(report)


def test_a_passage_that_moved_is_tracked_as_moved(report: ReportView) -> None:
    made = part(document(report))
    ends = {
        tag: "".join("".join(element.itertext()) for element in made.iter(f"{W}{tag}"))
        for tag in ("moveFrom", "moveTo")
    }
    assert "its patrols answered fire" in ends["moveFrom"]
    assert "its patrols answered fire" in ends["moveTo"]
    names = {
        tag: [element.get(f"{W}name") for element in made.iter(f"{W}{tag}RangeStart")]
        for tag in ("moveFrom", "moveTo")
    }
    assert names["moveFrom"] == names["moveTo"] != []
    for tag in ("moveFrom", "moveTo"):
        starts = [element.get(f"{W}id") for element in made.iter(f"{W}{tag}RangeStart")]
        assert starts == [element.get(f"{W}id") for element in made.iter(f"{W}{tag}RangeEnd")]


def test_every_change_is_a_comment_on_its_passage(report: ReportView) -> None:
    made = document(report)
    comments = part(made, "word/comments.xml")
    expected = [str(change.number) for change in report.redlines[0].changes]
    assert [comment.get(f"{W}id") for comment in comments] == expected
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(element.get(f"{W}id") for element in part(made).iter(f"{W}{tag}")) == expected
    claimed = comments[2]
    assert "".join(claimed.itertext()) == (
        "▲ 3 · reporting verb loaded · high“said” became “claimed”, which casts doubt on the ministry."
    )
    assert claimed.get(f"{W}author") == "GeoPolitik"
    assert claimed.get(f"{W}date") == "2031-03-04T10:30:00Z"


def test_a_comment_spans_what_was_and_what_is(report: ReportView) -> None:
    body = etree.tostring(part(document(report)), encoding="unicode")
    spanned = re.search(r'commentRangeStart w:id="4"/>(.*)<w:commentRangeEnd w:id="4"', body)
    assert spanned is not None
    assert re.findall(r">([^<>]+)<", spanned[1]) == ["appeared designed to prepare", "prepared"]


def test_tracked_changes_are_signed_and_numbered_once(report: ReportView) -> None:
    tracked = [
        e for tag in ("ins", "del", "moveFrom", "moveTo") for e in part(document(report)).iter(W + tag)
    ]
    assert {element.get(f"{W}author") for element in tracked} == {"GeoPolitik"}
    assert {element.get(f"{W}date") for element in tracked} == {"2031-03-04T10:30:00Z"}
    numbers = [element.get(f"{W}id") for element in tracked]
    assert len(numbers) == len(set(numbers)) > 10


def test_the_head_says_what_was_found_of_which_captures(report: ReportView) -> None:
    words = shown(document(report))
    for side in (report.redlines[0].original_side, report.redlines[0].copy_side):
        assert side.article.capture.sha256 in words
        assert side.article.capture.name in words
    for expected in ("rewrite, not credited", "derived (related: 97%; direction: 93%)", "Daily Ledger"):
        assert expected in words
    assert "3 March 2031" in words or "March 03, 2031" in words
    assert "6 of 7 sentences of the channel answer" in words


def test_the_foot_says_who_decided(report: ReportView) -> None:
    foot = "".join(part(document(report), "word/footer.xml").itertext())
    assert f"GeoPolitik {__version__} · rules and weights, no language model decided" in foot
    fields = [
        e.get(f"{W}instr").strip() for e in part(document(report), "word/footer.xml").iter(f"{W}fldSimple")
    ]
    assert fields == ["PAGE", "NUMPAGES"]


def test_equal_redlines_give_equal_bytes(report: ReportView, story: Trace) -> None:
    assert document(report) == document(view(story))


def test_a_time_without_a_zone_is_refused(report: ReportView) -> None:
    redline = report.redlines[0]
    naive = MADE_AT.replace(tzinfo=None)
    with pytest.raises(ValueError, match="no zone"):
        to_docx(redline, heading=heading_of(report, redline), made_at=naive)


def test_all_parts_are_well_formed_and_found(report: ReportView) -> None:
    made = document(report)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = set(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for name in names:
        part(made, name)
    for folder, name in (("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels")):
        inside = [e for e in part(made, name) if e.get("TargetMode") != "External"]
        assert {folder + e.get("Target") for e in inside} <= names
    listed = {e.get("PartName") for e in part(made, "[Content_Types].xml")} - {None}
    assert listed == {f"/{name}" for name in names if "rels" not in name and "Types" not in name}


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://daily.example/a?b=1&c=%20#d", "https://daily.example/a?b=1&c=%20#d"),
        ("https://daily.example/ä%", "https://daily.example/%C3%A4%25"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://exa mple/", None),
        ("https://[::1/", None),
        ('https://x.example/"><w:p/>', "https://x.example/%22%3E%3Cw:p/%3E"),
        ("/home/someone/secret/daily.txt", None),
    ],
)
def test_only_sound_addresses_can_be_clicked(report: ReportView, address: str, linked: str | None) -> None:
    made = document(_addressed(report, address))
    links = [e.get("Target") for e in part(made, "word/_rels/document.xml.rels") if e.get("TargetMode")]
    assert links == ([linked] if linked else [])
    assert "secret" not in shown(made)


def _addressed(report: ReportView, address: str) -> ReportView:
    redline = report.redlines[0]
    article = redline.original_side.article
    capture = dataclasses.replace(article.capture, address=address)
    side = dataclasses.replace(redline.original_side, article=dataclasses.replace(article, capture=capture))
    return dataclasses.replace(report, redlines=(dataclasses.replace(redline, original_side=side),))


def test_a_text_that_reads_from_the_right(retelling: Callable[..., Trace]) -> None:
    title = "استئناف المحادثات"
    found = retelling("وصلت المبعوثة يوم الاثنين.", "وصلت المبعوثة أمس.", title=title)
    arabic = [
        dataclasses.replace(a, article=dataclasses.replace(a.article, language="ar"))
        for a in (found.redlines[0].alignment.a, found.redlines[0].alignment.b)
    ]
    alignment = dataclasses.replace(found.redlines[0].alignment, a=arabic[0], b=arabic[1])
    redlined = dataclasses.replace(found.redlines[0], alignment=alignment)
    report = view(dataclasses.replace(found, annotations=tuple(arabic), redlines=(redlined,)))
    made = part(document(report))
    run = next(run for run in made.iter(f"{W}r") if "يوم" in "".join(run.itertext()))
    assert run.find(f"{W}rPr/{W}rtl") is not None
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ar"
    paragraph = next(run.iterancestors(f"{W}p"))
    assert paragraph.find(f"{W}pPr/{W}bidi") is not None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_processor_opens_it(report: ReportView, tmp_path: Path) -> None:
    (tmp_path / "redline.docx").write_bytes(document(report))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", "txt:Text", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "redline.docx")], check=True, capture_output=True, timeout=120)
    read = (tmp_path / "redline.txt").read_text(encoding="utf-8-sig")
    assert "Talks on the Orla dam resume" in read
    assert "no language model decided" in read or "Observers now fear the worst." in read


def test_utc_is_kept(report: ReportView) -> None:
    redline = report.redlines[0]
    heading = heading_of(report, redline)
    same = to_docx(redline, heading=heading, made_at=MADE_AT.astimezone(UTC))
    assert same == document(report)


@needs_data
def test_hostile_texts_stay_texts(retelling: Callable[..., Trace]) -> None:
    payloads = hostile_texts()
    for at in range(0, len(payloads), 40):
        some = payloads[at : at + 40]
        report = view(retelling(". ".join(some), ". ".join(reversed(some)), title=some[0] or "Title"))
        for made in (document(report), excerpts(report)):
            for name in ("word/document.xml", "word/comments.xml", "word/header.xml", "docProps/core.xml"):
                spaces = {etree.QName(element).namespace for element in part(made, name).iter()}
                assert all("openxmlformats.org" in space or "purl.org/dc" in space for space in spaces)
            assert not [e for e in part(made, "word/_rels/document.xml.rels") if e.get("TargetMode")]

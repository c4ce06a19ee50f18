"""Credits: read where a page states them, and not where a story quotes somebody."""

from __future__ import annotations

import pytest

from geopolitik.steps.extract.credits import credit_line, credit_sentence
from geopolitik.steps.extract.wire_marks import dateline, end_mark


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "This article was first published by Lake Post, and was translated and edited by the VW team.",
            [("Lake Post", "first published"), ("VW", "translated"), ("VW", "edited")],
        ),
        ("First published in The Brann Times on 3 May.", [("The Brann Times", "first published")]),
        (
            "This story originally appeared in Lake Review and was translated from the German by Bo Ahl.",
            [("Lake Review", "first published"), ("Bo Ahl", "translated")],
        ),
        ("Source: Vell Post via Telegram", [("Vell Post", "source"), ("Telegram", "via")]),
        ("Via Northern Wire", [("Northern Wire", "via")]),
        ("h/t @fogwatch", [("@fogwatch", "via")]),
        ("(With inputs from agencies)", [("agencies", "with inputs from")]),
        ("With inputs from PTI and ANI", [("PTI", "with inputs from"), ("ANI", "with inputs from")]),
        ("Post wire services contributed to this report.", [("Post wire services", "with inputs from")]),
        ("Reprinted with permission from Lake Review.", [("Lake Review", "republished")]),
        ("— AFP", [("AFP", "agency")]),
        ("(Reuters)", [("Reuters", "agency")]),
        ("Copyright 2031 The Associated Press. All rights reserved.", [("The Associated Press", "agency")]),
        ("Forwarded from Marsh Telegraph", [("Marsh Telegraph", "via")]),
        ("Originally published at [Fog Notes](https://fog.example/x).", [("Fog Notes", "first published")]),
        ("Источник: Береговой вестник", [("Береговой вестник", "source")]),
        ("Перевод: Иван Дорн", [("Иван Дорн", "translated")]),
        ("Mit Material von dpa", [("dpa", "with inputs from")]),
        (
            "Aus dem Englischen übersetzt von der Redaktion der Seepost. Das Original erschien bei Lakewire.",
            [("Seepost", "translated"), ("Lakewire", "first published")],
        ),
        ("Translated from Vestnik Zaliva", [("Vestnik Zaliva", "translated from")]),
        (
            "Translated from Vestnik by Arlen Ost",
            [("Arlen Ost", "translated"), ("Vestnik", "translated from")],
        ),
        ("Translated from Russian by Arlen Ost", [("Arlen Ost", "translated")]),
        (
            "This is a translation of an article that appeared in Vestnik Zaliva.",
            [("Vestnik Zaliva", "translated from")],
        ),
        ("Republished with permission from Lake Review", [("Lake Review", "republished")]),
        (
            "This article is republished from The Conversation under a Creative Commons license.",
            [("The Conversation", "republished")],
        ),
        (
            "This story was produced by Lake Review and distributed by Bay Wire.",
            [("Lake Review", "republished"), ("Bay Wire", "republished")],
        ),
        ("With files from The Canadian Press", [("The Canadian Press", "with inputs from")]),
        ("Staff and agencies", [("agencies", "with inputs from")]),
        ("From our correspondents and agencies", [("agencies", "with inputs from")]),
        ("hat tip to Lake Review", [("Lake Review", "via")]),
        ("From Bloomberg:", [("Bloomberg", "source")]),
        ("Dieser Artikel erschien zuerst bei Lakewire.", [("Lakewire", "first published")]),
        ("Mit Genehmigung der Seepost", [("Seepost", "republished")]),
        ("Publié initialement dans Le Phare", [("Le Phare", "first published")]),
        ("(avec AFP)", [("AFP", "with inputs from")]),
        ("Publicado originalmente en El Faro", [("El Faro", "first published")]),
        ("Con información de EFE", [("EFE", "with inputs from")]),
        ("Впервые опубликовано в «Вестнике»", [("Вестнике", "first published")]),
        ("По материалам ТАСС", [("ТАСС", "source")]),
        ("Вперше опубліковано на «Маяк»", [("Маяк", "first published")]),
        ("За матеріалами Укрінформ", [("Укрінформ", "source")]),
        (
            "Translation by Arlen Ost of a report first published by the Vell Gazette.",
            [("Arlen Ost", "translated"), ("Vell Gazette", "first published")],
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_credit_line_gives_its_chain_in_order(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(credit.name, credit.role.value) for credit in credit_line(line, 0)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "According to a report in The Brann Times, the minister was told to leave.",
        "The plan was first published by the Brann Times on Monday, two officials said.",
        "A source close to the talks said no.",
        "Via video link, the president told reporters that talks would resume in the spring.",
        "He told Lake Review that the ferry would sail.",
        "Jane Roe and John Doe contributed to this report.",
        "Archive composite.",
        "The translated text was edited twice before it reached the envoys.",
        "From Sarn:",
        "Source: A poll of 2,000 voters in May",
        "Con la marea baja, los barcos no salen.",
        "Via Getty Images",
    ],
)
def test_a_sentence_of_the_story_is_no_credit(line: str) -> None:
    assert credit_line(line, 0) == []


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("KYIV, Feb 3 (AFP) - The ferry sailed.", "The ferry sailed.", "AFP"),
        ("LANDRY (Reuters) – The ferry sailed.", "The ferry sailed.", "Reuters"),
        ("(Reuters) - The ferry sailed.", "The ferry sailed.", "Reuters"),
        ("MOSCOW, February 3. /TASS/. The ferry sailed.", "The ferry sailed.", "TASS"),
        ("PORT VELL, 3 June (Lake Wire) — The ferry sailed.", "The ferry sailed.", "Lake Wire"),
        ("Port Vell (CNN) The ferry sailed.", "The ferry sailed.", "CNN"),
        ("Madrid, 5 jul (EFE).- The ferry sailed.", "The ferry sailed.", "EFE"),
        ("Berlin/Kiel (dpa/lno) - The ferry sailed.", "The ferry sailed.", "dpa/lno"),
        ("МОСКВА, 3 фев — РИА Новости. The ferry sailed.", "The ferry sailed.", "РИА Новости"),
        ("Киев. 5 июля. Интерфакс-Украина - The ferry sailed.", "The ferry sailed.", "Интерфакс-Украина"),
        ("16 July, 2031 ( LW )* — The ferry sailed.", "The ferry sailed.", "LW"),
    ],
    ids=[
        *("place and date", "place", "agency alone", "slashes", "agency not listed", "no dash", "Spanish"),
        *("German", "Russian", "Russian, full stops", "date alone"),
    ],
)
def test_a_dateline_names_its_agency(text: str, rest: str, name: str) -> None:
    found = dateline(text)
    assert found is not None
    assert (text[found[0] :], found[1]) == (rest, name)


@pytest.mark.parametrize(
    "text",
    [
        "He (Bo Ahl) - a tall man - left.",
        "The ferry (built in 1931) - now a museum - sank.",
        "Mr Ahl (Reed) : no.",
        "The Associated Press (AP) Stylebook says no.",
    ],
)
def test_a_parenthesis_in_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("It sailed. (Reuters)", "It sailed."),
        ("It sailed.” — AFP", "It sailed.”"),
        ("It sailed. /TASS/", "It sailed."),
    ],
)
def test_an_agency_signs_at_the_end(text: str, rest: str) -> None:
    found = end_mark(text)
    assert found is not None
    assert text[: found[0]].rstrip() == rest


def test_a_name_from_the_dateline_signs_at_the_end() -> None:
    assert end_mark("It sailed. (Lake Wire)") is None
    assert end_mark("It sailed. (Lake Wire)", frozenset({"Lake Wire"})) == (11, ["Lake Wire"])


def test_a_credit_sentence_is_found_behind_the_story() -> None:
    text = "The ferry sailed at noon. This article was first published by Lake Review."
    assert credit_sentence(text) == (26, len(text))
    assert credit_sentence("The ferry sailed. This story began in March, when the ice broke.") is None

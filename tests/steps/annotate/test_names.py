"""Names, and what joins their variants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation

CASES = {
    "place variants": (
        "Talks in Kiev ended; they met in Kyiv.",
        [
            ("Kiev", "place", "kyiv"),
            ("Kyiv", "place", "kyiv"),
        ],
    ),
    "demonym": ("A Norwegian ship sank.", [("Norwegian", "place", "norway")]),
    "acronym and full name": (
        "The North Atlantic Treaty Organization met. It is NATO policy.",
        [("North Atlantic Treaty Organization", "organisation", "nato"), ("NATO", "organisation", "nato")],
    ),
    "capital as government": ("Oslo has rejected the offer.", [("Oslo", "place", "norway")]),
    "capital as place": ("They met in Oslo again.", [("Oslo", "place", "oslo")]),
    "the pronoun us is no state": ("They told us so.", []),
    "surname": (
        "Olaf Berg left. Berg was tired.",
        [("Olaf Berg", "person", "olaf berg"), ("Berg", "person", "olaf berg")],
    ),
    "surname before the full name": (
        "# Berg leaves the port\nOn Monday Olaf Berg left.",
        [("Berg", "person", "olaf berg"), ("Olaf Berg", "person", "olaf berg")],
    ),
    "role before": (
        "Norwegian Prime Minister Olaf Berg left.",
        [("Norwegian", "place", "norway"), ("Olaf Berg", "person", "olaf berg")],
    ),
    "role only": (
        "NATO Secretary-General Olaf Berg left. It pleased the NATO chief.",
        [
            ("NATO", "organisation", "nato"),
            ("Olaf Berg", "person", "olaf berg"),
            ("NATO", "organisation", "nato"),
            ("chief", "person", "olaf berg"),
        ],
    ),
    "role behind": (
        "Olaf Berg, the governor of Vika, left. Nobody asked the governor.",
        [
            ("Olaf Berg", "person", "olaf berg"),
            ("Vika", "other", "vika"),
            ("governor", "person", "olaf berg"),
        ],
    ),
    "office before a comma": (
        "The island’s energy minister, Irka Dosan, left. Dosan was tired.",
        [("Irka Dosan", "person", "irka dosan"), ("Dosan", "person", "irka dosan")],
    ),
    "pronoun": (
        "Olaf Berg left. He was tired.",
        [("Olaf Berg", "person", "olaf berg"), ("He", "person", "olaf berg")],
    ),
    "she is not he": (
        "Anna Moen met Olaf Berg. She thanked him.",
        [
            ("Anna Moen", "person", "anna moen"),
            ("Olaf Berg", "person", "olaf berg"),
            ("She", "person", "anna moen"),
            ("him", "person", "olaf berg"),
        ],
    ),
    "owner comes after subject": (
        "Olaf Berg’s visit came as Ivan Lund said he was tired.",
        [
            ("Olaf Berg", "person", "olaf berg"),
            ("Ivan Lund", "person", "ivan lund"),
            ("he", "person", "ivan lund"),
        ],
    ),
    "ministry of a state, either way": (
        "The Norwegian Foreign Ministry spoke. Norway’s Foreign Ministry spoke.",
        [
            ("Norwegian Foreign Ministry", "organisation", "norway foreign ministry"),
            ("Norway", "place", "norway"),
            ("Foreign Ministry", "organisation", "norway foreign ministry"),
        ],
    ),
    "unknown state is no person": (
        "Teskar denied it. Ships lay in Teskar.",
        [("Teskar", "place", "teskar"), ("Teskar", "place", "teskar")],
    ),
    "acronym in brackets": (
        "The Fjord Trade Union (FTU) met. It is FTU policy.",
        [
            ("Fjord Trade Union", "organisation", "fjord trade union"),
            ("FTU", "organisation", "fjord trade union"),
            ("FTU", "organisation", "fjord trade union"),
        ],
    ),
    "sentence opener is no name": ("Signs of frost grow. Officials left.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_names(read: Callable[..., Annotation], text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(text[n.start : n.end], n.kind.value, n.entity) for n in read(text).names] == expected


def test_names_are_found_in_other_languages(read: Callable[..., Annotation]) -> None:
    annotation = read("Gestern traf Olaf Berg in Oslo ein.", language="de")
    assert {name.entity for name in annotation.names} >= {"olaf berg", "oslo"}

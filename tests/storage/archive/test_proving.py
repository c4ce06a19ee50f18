"""The chain is proved, and its first break is named."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from sqlalchemy import text
from tests.storage.archive.conftest import brought, path

from geopolitik.storage.archive import Archive, keep_received
from geopolitik.storage.archive.proving import Proof


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Nine records: one about the file, and two for each of four pages."""
    for number in range(4):
        keep_received(archive, brought(f"page {number}".encode(), f"https://nordwire.example/{number}"))
    return archive


def problems(archive: Archive, *heads: str) -> list[str]:
    with archive.store.reading() as r:
        return list(Proof(archive.folder).problems(r, heads=frozenset(heads)))


def test_a_whole_chain_is_proved(filled: Archive) -> None:
    proof = Proof(filled.folder)
    with filled.store.reading() as r:
        assert list(proof.problems(r)) == []
    assert (proof.records, proof.erased, proof.size) == (9, 0, path(filled).stat().st_size)
    keep_received(filled, brought(b"one more"))
    # Who wrote the chain's hash down can tell that it only grew.
    assert problems(filled, proof.head) == []


def test_an_empty_chain_is_whole(archive: Archive) -> None:
    assert problems(archive) == []


def test_what_was_never_acknowledged_does_no_harm(filled: Archive) -> None:
    with path(filled).open("ab") as file:
        file.write(b"\x1f\x8b\x08 torn")
    assert problems(filled) == []


def rewrite(archive: Archive, statement: str) -> None:
    with archive.store.writing() as w:
        w.execute(text(statement))


def flip(archive: Archive, at: int) -> None:
    with path(archive).open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 1]))


def call_erased(archive: Archive, number: int) -> None:
    values = "(1, '2031-05-14 09:30:00.000000', 'x', 'x', 'x', 9)"
    rewrite(archive, f'INSERT INTO erasures (number, at, "by", reason, subject, record) VALUES {values}')
    rewrite(archive, f"UPDATE receipts SET erased = 1 WHERE number = {number}")


BREAKS: list[tuple[str, Callable[[Archive], None], str]] = [
    ("a byte changed", lambda a: flip(a, 1600), "record 4 (00001.warc.gz): its bytes are not those"),
    ("the file cut", lambda a: os.truncate(path(a), 2000), "record 4 (00001.warc.gz): its bytes"),
    ("the file gone", lambda a: path(a).unlink(), "record 1 (00001.warc.gz): can't be read"),
    (
        "a receipt gone",
        lambda a: rewrite(a, "DELETE FROM receipts WHERE number = 3"),
        "record 4 (00001.warc.gz): the records before it, from number 3, have no receipt",
    ),
    (
        "a receipt's hash changed",
        lambda a: rewrite(a, f"UPDATE receipts SET sha256 = '{'0' * 64}' WHERE number = 5"),
        "record 5 (00001.warc.gz): the chain breaks here",
    ),
    (
        "the chain rewritten from a record on",
        lambda a: rewrite(a, f"UPDATE receipts SET chain = '{'a' * 64}' WHERE number = 6"),
        "record 6 (00001.warc.gz): the chain breaks here",
    ),
    (
        "called erased without a stone",
        lambda a: call_erased(a, 2),
        "record 2 (00001.warc.gz): was to be erased",
    ),
]


@pytest.mark.parametrize(("how", "told"), [case[1:] for case in BREAKS], ids=[case[0] for case in BREAKS])
def test_the_first_break_is_named(filled: Archive, how: Callable[[Archive], None], told: str) -> None:
    how(filled)
    found = problems(filled)
    assert found
    assert found[0].startswith(f"archive, {told}")


def test_a_chain_cut_at_its_end_lacks_what_was_written_down(filled: Archive) -> None:
    with filled.store.reading() as r:
        proof = Proof(filled.folder)
        list(proof.problems(r))
    rewrite(filled, "DELETE FROM receipts WHERE number > 7")
    assert problems(filled) == []
    assert problems(filled, proof.head) == [f"archive: no record up to now has the chain hash {proof.head}"]

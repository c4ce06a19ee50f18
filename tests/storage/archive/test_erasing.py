"""What is erased is gone from the disk, and the chain holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.storage.archive.conftest import AT, brought, path

from geopolitik.errors import NotFoundError
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import captures, erasures
from geopolitik.storage.archive import Archive, erasing, keep_received
from geopolitik.storage.archive.erasing import erase, mend
from geopolitik.storage.archive.proving import Proof
from geopolitik.storage.engine import emptied_log

ADDRESS = "https://nordwire.example/ferry"
SECRET = bytes(range(65, 91)) * 3
BODY = b"<p>The skipper lives at 7 Harbour Lane. " + SECRET


def problems(archive: Archive) -> list[str]:
    with archive.store.reading() as r:
        return list(Proof(archive.folder).problems(r))


def take(archive: Archive, subject: str) -> erasing.Erased:
    return erase(archive, subject, by="Ada", reason="court order 7", at=AT)


def test_an_address_is_erased_and_the_chain_holds(archive: Archive) -> None:
    keep_received(archive, brought(b"before", "https://nordwire.example/1"))
    keep_received(archive, brought(BODY, ADDRESS))
    keep_received(archive, brought(b"", ADDRESS, status=304))
    keep_received(archive, brought(b"after", "https://nordwire.example/2"))
    size = path(archive).stat().st_size
    assert take(archive, ADDRESS).records == 4
    assert problems(archive) == []
    assert path(archive).stat().st_size > size
    with archive.store.reading() as r:
        (erasure,) = erasures.all_of(r)
        assert (erasure.by, erasure.reason, erasure.subject) == ("Ada", "court order 7", ADDRESS)
        assert erasure.finished_at == AT
        assert erasures.of_subject(r, ADDRESS) == (erasure,)


def test_others_read_the_files_still(archive: Archive) -> None:
    keep_received(archive, brought(BODY, ADDRESS))
    keep_received(archive, brought(b"after", "https://nordwire.example/2"))
    take(archive, ADDRESS)
    warcio = pytest.importorskip("warcio.archiveiterator", reason="warcio is not installed")
    with path(archive).open("rb") as file:
        found = [(r.rec_type, r.content_stream().read()) for r in warcio.ArchiveIterator(file)]
    assert [kind for kind, _ in found].count("response") == 1
    assert SECRET not in b"".join(block for _, block in found)
    assert b"court order 7" in found[-1][1]


def on_disk(archive: Archive) -> bytes:
    """What the store's files hold; of PostgreSQL's, its tables with what is out of sight."""
    engine = archive.store.engine
    emptied_log(engine)
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        return file.read_bytes() + file.with_name(f"{file.name}-wal").read_bytes()
    with engine.begin() as w:
        w.exec_driver_sql("CHECKPOINT")
        folder = w.exec_driver_sql("SELECT current_setting('data_directory')").scalar_one()
        asked = "SELECT oid FROM pg_database WHERE datname = current_database()"
        base = w.exec_driver_sql(asked).scalar_one()
    return b"".join(file.read_bytes() for file in Path(folder, "base", str(base)).iterdir())


def test_a_capture_goes_with_its_bytes_on_the_disk(archive: Archive) -> None:
    capture = capture_bytes(BODY, ADDRESS, captured_at=AT)
    other = capture_bytes(b"The ferry runs again, the port office said.", ADDRESS, captured_at=AT)
    keep_received(archive, brought(BODY, ADDRESS))
    keep_received(archive, brought(other.content, ADDRESS))
    with archive.store.writing() as w:
        captures.add(w, [capture, other], at=AT)
    assert SECRET in on_disk(archive)
    done = take(archive, capture.id)
    assert (done.captures, done.records) == ((capture.id,), 1)
    assert SECRET not in on_disk(archive)
    with archive.store.writing() as w:
        assert captures.get(w, capture.id) is None
        assert captures.get(w, other.id) == other
        # What was erased doesn't come back by being handed in again.
        captures.add(w, [capture], at=AT)
        assert captures.get(w, capture.id) is None


def test_the_same_text_elsewhere_is_told(archive: Archive) -> None:
    keep_received(archive, brought(BODY, ADDRESS))
    keep_received(archive, brought(BODY, "https://mirror.example/"))
    assert take(archive, ADDRESS).elsewhere == ("https://mirror.example/",)
    # What comes again after that is kept anew: there is nothing left to refer to.
    assert keep_received(archive, brought(BODY, "https://mirror.example/")).kind == "response"


def test_an_erasure_that_was_killed_is_finished_at_the_next_start(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_received(archive, brought(BODY, ADDRESS))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "overwrite", killed)
        with pytest.raises(KeyboardInterrupt):
            take(archive, ADDRESS)
    assert "was to be erased" in problems(archive)[0]
    mend(archive, at=AT)
    assert problems(archive) == []


def test_what_is_not_kept_cannot_be_erased(archive: Archive) -> None:
    with pytest.raises(NotFoundError, match="is no address or capture that is kept"):
        take(archive, ADDRESS)
    keep_received(archive, brought(BODY, ADDRESS))
    take(archive, ADDRESS)
    with pytest.raises(NotFoundError):
        take(archive, ADDRESS)
    assert problems(archive) == []

"""Cases and entries on the site: written, mended, withdrawn, undone; whoever errs loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from httpx2 import Response
from tests.app.cases.conftest import FILES
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.ledger.pages import form_field, opened, shown, undo_of

from geopolitik.app.cases.looking import listed, look
from geopolitik.app.cases.shipped import names, shipped
from geopolitik.app.house import House
from geopolitik.ledger.cases import entry_to_yaml
from geopolitik.model.ledger.case import Case
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.storage import audits

pytestmark = pytest.mark.both_databases

BASE = "/ledger/ferries"
V1 = """\
id: V1
arrangement: truce
actor: varn
said: 2031-05-02
stance: holds
term:
  lasting: a week
rests on: D1
"""
Edit = Callable[..., Response]


@pytest.fixture
def analyst(browser: Browsers) -> Browser:
    return browser(Role.ANALYST, "Ana Lund")


@pytest.fixture
def account(house: House, keeper: Viewer, ferries: Case) -> Callable[[], str]:
    """Gives the end of Lenna's account, as it stands."""

    def made() -> str:
        until = look(house, keeper, "ferries").case.accounts[0].term.until
        return until.given if until else ""

    return made


@pytest.fixture
def mend(analyst: Browser, ferries: Case) -> Edit:
    """Sends the form that mends Lenna's account, changed by `was` to `now`."""

    def sent(was: str, now: str, **fields: str) -> Response:
        form = analyst.get(f"{BASE}/edit/accounts/L1")
        body = form_field(form, "body").replace(was, now)
        based_on = fields.pop("based_on", form_field(form, "based_on"))
        return analyst.submit(f"{BASE}/edit/accounts/L1", body=body, based_on=based_on, **fields)

    return sent


def followed(client: Browser, answer: Response) -> Response:
    """The page to which a form leads."""
    assert answer.status_code == 303, answer.text[:800]
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    shown(page)
    return page


def undo(client: Browser, answer: Response) -> Response:
    """Follow a form's answer, and press the notice's Undo."""
    return client.submit(undo_of(followed(client, answer)))


def test_a_new_entry_is_kept_and_undone_and_redone(analyst: Browser, house: House, ferries: Case) -> None:
    sent = analyst.submit(f"{BASE}/new/accounts", body=V1, reason="Varn spoke.")
    undone = undo(analyst, sent)
    assert [one.id for one in look(house, VISITOR, "ferries").case.accounts] == ["L1"]
    undo(analyst, undone)
    assert [one.id for one in look(house, VISITOR, "ferries").case.accounts] == ["L1", "V1"]
    assert "Varn’s account" in opened(analyst, f"{BASE}/accounts/V1").words


def test_a_first_mending_is_undone_and_redone(
    analyst: Browser, mend: Edit, account: Callable[[], str]
) -> None:
    answer = mend("2031-05-08", "2031-05-09", reason="It said the ninth.")
    assert account() == "2031-05-09"
    undone = undo(analyst, answer)
    assert account() == "2031-05-08"
    undo(analyst, undone)
    assert account() == "2031-05-09"


def test_a_second_mending_is_undone_to_the_first(
    analyst: Browser, mend: Edit, account: Callable[[], str]
) -> None:
    mend("2031-05-08", "2031-05-09")
    undo(analyst, mend("2031-05-09", "2031-05-10"))
    assert account() == "2031-05-09"


def test_the_history_shows_every_version_and_any_may_stand_again(
    analyst: Browser, mend: Edit, account: Callable[[], str]
) -> None:
    mend("2031-05-08", "2031-05-09", reason="It said the ninth.")
    page = analyst.get(f"{BASE}/accounts/L1/history")
    told = shown(page).words
    assert "It said the ninth." in told
    assert "2031-05-08" in told
    assert "2031-05-09" in told
    address = page.text.partition('action="/ledger/ferries/restore/')[2].partition('"')[0]
    followed(analyst, analyst.submit(f"{BASE}/restore/{address}"))
    assert account() == "2031-05-08"


def test_whoever_is_second_sees_both_and_may_keep_theirs(
    analyst: Browser, mend: Edit, account: Callable[[], str]
) -> None:
    first = form_field(analyst.get(f"{BASE}/edit/accounts/L1"), "based_on")
    mend("2031-05-08", "2031-05-09")
    answer = mend("2031-05-09", "2031-05-10", based_on=first)
    assert answer.status_code == 409
    assert "in the meantime" in shown(answer).words
    assert "2031-05-10" in form_field(answer, "body")
    assert "until: 2031-05-09" in shown(answer).words
    over = answer.text.partition('name="over" value="')[2].partition('"')[0]
    undo_it = analyst.submit(
        f"{BASE}/edit/accounts/L1", body=form_field(answer, "body"), based_on=first, over=over
    )
    assert account() == "2031-05-10"
    undo(analyst, undo_it)
    assert account() == "2031-05-09"


def test_what_was_withdrawn_meanwhile_may_be_kept_anew(
    analyst: Browser, mend: Edit, account: Callable[[], str]
) -> None:
    form = analyst.get(f"{BASE}/edit/accounts/L1")
    body, based_on = form_field(form, "body"), form_field(form, "based_on")
    analyst.submit(f"{BASE}/accounts/L1/withdraw")
    address = f"{BASE}/edit/accounts/L1"
    answer = analyst.submit(address, body=body, based_on=based_on)
    assert answer.status_code == 409
    assert "Keep it as a new entry" in shown(answer).words
    followed(analyst, analyst.submit(address, body=body, based_on=based_on, over="new"))
    assert account() == "2031-05-08"


def test_a_faulty_entry_is_told_by_line_and_stays_in_the_form(analyst: Browser, ferries: Case) -> None:
    faulty = V1.replace("holds", "hodls").replace("varn", "vran")
    answer = analyst.submit(f"{BASE}/new/accounts", body=faulty, reason="Varn spoke.")
    assert answer.status_code == 422
    assert "line 5, stance" in shown(answer).words
    assert form_field(answer, "body").strip() == faulty.strip()
    assert form_field(answer, "reason") == "Varn spoke."
    answer = analyst.submit(f"{BASE}/new/accounts", body=V1.replace("varn", "vran"))
    assert "did you mean varn?" in shown(answer).words


@pytest.mark.parametrize(
    "body", ["", "- a\n- b\n", "\t", "a: &x [*x]\n", "{", "id: V1\n" * 3, "%YAML 9.9\n---\n", "a" * 100_001]
)
def test_what_is_no_entry_is_told(analyst: Browser, ferries: Case, body: str) -> None:
    answer = analyst.submit(f"{BASE}/new/accounts", body=body)
    assert answer.status_code == 422
    assert form_field(answer, "body").strip() == body.strip()


def test_an_entry_keeps_its_id(mend: Edit) -> None:
    answer = mend("id: L1", "id: L2")
    assert answer.status_code == 422
    assert "Keep id: L1" in shown(answer).words.replace("`", "")


def test_the_id_of_another_entry_is_told(analyst: Browser, ferries: Case) -> None:
    body = entry_to_yaml(ferries.accounts[0])
    answer = analyst.submit(f"{BASE}/new/accounts", body=body)
    assert answer.status_code == 409
    assert "is the id of another entry" in shown(answer).words


def test_what_others_name_is_not_withdrawn_and_they_are_named(
    analyst: Browser, house: House, ferries: Case
) -> None:
    answer = analyst.submit(f"{BASE}/documents/D1/withdraw")
    assert answer.status_code == 409
    page = shown(answer)
    assert "It can’t be withdrawn while other entries name it." in page.words
    assert f"{BASE}/accounts/L1" in page.links
    assert look(house, VISITOR, "ferries").case == ferries


def test_a_withdrawn_entry_comes_back(analyst: Browser, house: House, ferries: Case) -> None:
    undo(analyst, analyst.submit(f"{BASE}/accounts/L1/withdraw"))
    assert look(house, VISITOR, "ferries").case == ferries


def test_the_case_itself_is_mended_and_that_undone(analyst: Browser, house: House, ferries: Case) -> None:
    assert f"{BASE}/edit/case/ferries" in opened(analyst, BASE).links
    form = analyst.get(f"{BASE}/edit/case/ferries")
    body = form_field(form, "body").replace("The ferry truce", "The long ferry truce")
    sent = analyst.submit(f"{BASE}/edit/case/ferries", body=body, based_on=form_field(form, "based_on"))
    followed(analyst, sent)
    assert listed(house, VISITOR).items[0].title == "The long ferry truce"
    assert "The long ferry truce" in opened(analyst, f"{BASE}/case/ferries/history").words
    undo(analyst, sent_again(analyst, body.replace("long", "short")))
    assert listed(house, VISITOR).items[0].title == "The long ferry truce"
    assert analyst.get(f"{BASE}/new/case").status_code == 404


def sent_again(client: Browser, body: str) -> Response:
    based_on = form_field(client.get(f"{BASE}/edit/case/ferries"), "based_on")
    return client.submit(f"{BASE}/edit/case/ferries", body=body, based_on=based_on)


def test_a_case_comes_from_files(analyst: Browser, house: House) -> None:
    files = [("files", (name, text.encode(), "text/yaml")) for name, text in FILES.items()]
    answer = analyst.post("/ledger/new", data={"csrf": analyst.csrf}, files=files, follow_redirects=False)
    assert "not public" in shown(followed(analyst, answer)).words
    assert [head.id for head in listed(house, Viewer(analyst.user)).items] == ["ferries"]
    assert listed(house, VISITOR).items == ()


def test_faulty_files_are_told_with_file_and_line(analyst: Browser) -> None:
    files = [
        ("files", (name, text.replace("holds", "hodls").encode(), "text/yaml"))
        for name, text in FILES.items()
    ]
    answer = analyst.post("/ledger/new", data={"csrf": analyst.csrf}, files=files)
    assert answer.status_code == 422
    assert "accounts.yaml, line 5, stance" in shown(answer).words
    odd = [("files", ("case.yaml", b"\xff\xfe", "text/yaml"))]
    answer = analyst.post("/ledger/new", data={"csrf": analyst.csrf}, files=odd)
    assert answer.status_code == 422
    assert "UTF-8" in answer.text


@pytest.mark.parametrize("name", names())
def test_a_worked_case_is_kept(analyst: Browser, house: House, name: str) -> None:
    followed(analyst, analyst.submit("/ledger/new", shipped=name))
    assert look(house, Viewer(analyst.user), name).case == shipped(name)
    assert analyst.submit("/ledger/new", shipped=name).status_code == 409


def test_a_case_begins_with_nothing(analyst: Browser, house: House) -> None:
    undo(analyst, analyst.submit("/ledger/new", id="talks", title="The talks", about="Two sides."))
    viewer = Viewer(analyst.user)
    assert listed(house, viewer).items == ()
    page = opened(analyst, "/ledger")
    assert "Withdrawn The talks" in page.words
    followed(analyst, analyst.submit("/ledger/talks/bring-back"))
    assert look(house, viewer, "talks").case.about == "Two sides."


@pytest.mark.parametrize("key", ["", "A", "new", "../x", "a b", "x" * 65, "a--b", "ü"])
def test_an_id_that_is_none_is_told_and_nothing_typed_is_lost(analyst: Browser, key: str) -> None:
    answer = analyst.submit("/ledger/new", id=key, title="The talks", about="Two sides.")
    assert answer.status_code == 422
    assert form_field(answer, "title") == "The talks"
    assert form_field(answer, "about") == "Two sides."


def test_a_case_is_shown_and_hidden_by_editors_alone(browser: Browsers, house: House, ferries: Case) -> None:
    editor, analyst = browser(Role.EDITOR), browser(Role.ANALYST)
    assert "Show it only to us" in opened(editor, BASE).words
    assert "Show it only to us" not in opened(analyst, BASE).words
    hidden = editor.submit(f"{BASE}/private")
    followed(editor, hidden)
    assert browser().get(BASE).status_code == 404
    assert browser().get(f"{BASE}/accounts/L1").status_code == 404
    assert browser().get(f"{BASE}/files/yaml").status_code == 404
    assert analyst.submit(f"{BASE}/public").status_code == 403
    followed(editor, editor.submit(f"{BASE}/public"))
    assert browser().get(BASE).status_code == 200


def test_a_withdrawn_case_is_gone_and_comes_back(browser: Browsers, house: House, ferries: Case) -> None:
    editor = browser(Role.EDITOR)
    withdrawn = editor.submit(f"{BASE}/withdraw")
    assert browser().get(BASE).status_code == 404
    followed(editor, withdrawn)
    assert "Withdrawn" not in opened(browser(), "/ledger").words
    followed(editor, editor.submit(f"{BASE}/bring-back"))
    assert browser().get(BASE).status_code == 200


def test_the_audit_log_tells_who_did_what(analyst: Browser, mend: Edit, house: House) -> None:
    mend("2031-05-08", "2031-05-09")
    analyst.submit(f"{BASE}/accounts/L1/withdraw")
    with house.store.reading() as r:
        told = [(entry.action, entry.detail) for entry in audits.about(r, "case", "ferries")]
    assert told == [("kept", "6 entries"), ("mended", "account L1"), ("withdrew", "account L1")]


def test_visitors_are_offered_no_change(browser: Browsers, ferries: Case) -> None:
    for path in ("", "/accounts/L1", "/accounts", "/entries"):
        page = opened(browser(), BASE + path)
        assert not [link for link in page.links if "/edit/" in link or "/new/" in link]
        assert "Withdraw" not in page.words


@needs_data
def test_hostile_words_in_forms_stay_words(analyst: Browser, ferries: Case) -> None:
    for text in hostile_texts()[::9]:
        answer = analyst.submit(f"{BASE}/new/accounts", body=f"id: V1\nnote: {text}", reason=text)
        assert answer.status_code == 422
        shown(answer)

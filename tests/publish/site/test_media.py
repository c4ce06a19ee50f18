"""Pictures as they are served: by an id that nobody guesses, for ever, and never as anything else."""

from __future__ import annotations

import pytest
from tests.publish.site.browser import Browsers
from tests.publish.site.newsroom import png, viewer_of

from geopolitik.app.house import House
from geopolitik.app.posting.pictures import add_picture
from geopolitik.errors import RefusedError
from geopolitik.model.people import Role


def test_a_picture_is_served_without_metadata_and_can_do_nothing(browser: Browsers, house: House) -> None:
    added = add_picture(house, viewer_of(browser(Role.ANALYST)), png())
    answer = browser().get(added.address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]
    assert "sandbox" in answer.headers["content-security-policy"]
    assert b"Author" not in answer.content
    assert (added.width, added.height) == (3, 2)


def test_the_same_picture_is_kept_once(browser: Browsers, house: House) -> None:
    viewer = viewer_of(browser(Role.ANALYST))
    assert add_picture(house, viewer, png()).address == add_picture(house, viewer, png()).address


@pytest.mark.parametrize("picture_id", ["none", "0" * 32, "..%2f..%2fetc", "%00"])
def test_other_addresses_lead_nowhere(browser: Browsers, picture_id: str) -> None:
    assert browser().get(f"/media/{picture_id}").status_code == 404


def test_members_hand_in_no_pictures(browser: Browsers, house: House) -> None:
    with pytest.raises(RefusedError):
        add_picture(house, viewer_of(browser(Role.MEMBER)), png())

"""Addresses that may be printed, those that may not, and tags."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.reading import ANY_TEXT

from geopolitik.publish.feeds.addresses import tag_uri, web_address, web_addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://meridian.example/a?b=c&d#e", "https://meridian.example/a?b=c&d#e"),
        (" http://meridian.example ", "http://meridian.example"),
        ("HTTP://Meridian.example:8080/A", "http://meridian.example:8080/A"),
        ('https://meridian.example/a b<c>"d', "https://meridian.example/a%20b%3Cc%3E%22d"),
        ("https://meridian.example/100%", "https://meridian.example/100%25"),
        ("https://meridian.example/%e2%82%ac", "https://meridian.example/%e2%82%ac"),
        (
            "https://meridian.example/новости",
            "https://meridian.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
        ),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"),
        ("https://meridian.example/#:~:text=the%20truce", "https://meridian.example/#:~:text=the%20truce"),
        ("https://meridian.example/?", "https://meridian.example/?"),
    ],
    ids=[
        *("plain", "spaces around", "capitals", "marks", "stray percent"),
        *("encoded", "other letters", "host in other letters", "IPv6", "text fragment", "empty query"),
    ],
)
def test_an_address_of_the_web_is_made_fit_to_print(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "page.html",
            "//meridian.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
        ),
        *(
            "java\nscript:alert(1)",
            "https://meridian.example/\n<b>",
            "https:///path",
            "https://user@meridian.example",
        ),
        *("https://u:p@meridian.example", "http://meridian.example:99999/", "http://meridian.example:x/"),
        *("http://[::1", "http://a b.example/", "http://a<b>.example/", "http:meridian.example"),
        *("http://" + "ü" * 70 + ".example/", "http://[v1.<b>]/", "http://[::1%<b>]/"),
    ],
)
def test_what_is_no_address_of_the_web_is_none(text: str) -> None:
    assert web_address(text) is None


def check_address(text: str) -> None:
    address = web_address(text)
    if address is not None:
        assert re.fullmatch(r"https?://[\w.\-\[\]:]+([/?#][!#-;=?@A-Z\[\]_a-z~%]*)?", address, re.ASCII), (
            address
        )
        assert urlsplit(address).hostname
        assert web_address(address) == address


@given(
    st.one_of(ANY_TEXT, ANY_TEXT.map(lambda text: f"https://{text}"), ANY_TEXT.map(lambda t: f"http://a/{t}"))
)
def test_an_address_is_ascii_and_stays_as_it_is(text: str) -> None:
    check_address(text)


@needs_data
def test_hostile_addresses_are_refused_or_harmless() -> None:
    for text in hostile_texts():
        check_address(text)
        check_address(f"https://meridian.example/{text}")


def test_addresses_are_listed_once() -> None:
    assert web_addresses(("https://a.example", "notes.txt", "https://a.example", "https://b.example")) == [
        "https://a.example",
        "https://b.example",
    ]


def test_a_tag_names_authority_day_and_thing() -> None:
    day = date(2026, 3, 1)
    assert tag_uri("Channel.example", day, "posts", "7") == "tag:channel.example,2026-03-01:posts/7"
    assert tag_uri("desk@channel.example", day, "x") == "tag:desk@channel.example,2026-03-01:x"
    assert tag_uri("channel.example", day, "a/b", "c d") == "tag:channel.example,2026-03-01:a%2Fb/c%20d"


@pytest.mark.parametrize(
    "authority", ["", "https://channel.example", "channel.example:80", "a b", "-a.example", "é.fr"]
)
def test_a_tag_needs_a_domain_or_mail_address(authority: str) -> None:
    with pytest.raises(ValueError, match="authority"):
        tag_uri(authority, date(2026, 3, 1), "x")


def test_a_tag_needs_a_thing() -> None:
    with pytest.raises(ValueError, match="at least one part"):
        tag_uri("channel.example", date(2026, 3, 1), "")


@given(
    st.lists(ANY_TEXT.filter(bool), min_size=1, max_size=3),
    st.lists(ANY_TEXT.filter(bool), min_size=1, max_size=3),
)
def test_tags_are_valid_and_differ_for_different_things(one: list[str], other: list[str]) -> None:
    first, second = (tag_uri("channel.example", date(2026, 3, 1), *parts) for parts in (one, other))
    assert re.fullmatch(
        r"tag:channel\.example,2026-03-01:(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+", first, re.ASCII
    )
    is_plain = not any("\ud800" <= mark <= "\udfff" for part in (*one, *other) for mark in part)
    if is_plain:
        assert (first == second) == (one == other)

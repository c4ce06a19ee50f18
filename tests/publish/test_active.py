"""The checker that other tests rely on finds what is active, and nothing else."""

from __future__ import annotations

import pytest
from tests.publish.active import assert_inert

ACTIVE = [
    "<script>x</script>",
    "<p onclick=x>a</p>",
    "<p style='color:red'>a</p>",
    "<a href=javascript:x>a</a>",
    "<a href='java\nscript:x'>a</a>",
    "<a href='&#106;avascript:x'>a</a>",
    "<a href='\x01javascript:x'>a</a>",
    "<a href='data:text/html,x'>a</a>",
    "<a href='//evil.example'>a</a>",
    "<a href='\\\\evil.example'>a</a>",
    "<img src=https://evil.example/a.png>",
    "<img src=//evil.example/a.png>",
    "<img srcset='https://evil.example/a.png 2x'>",
    "<iframe></iframe>",
    "<svg><set attributeName=href to=javascript:x></svg>",
    "<math><mi href=javascript:x>a</mi></math>",
    "<form action=https://evil.example></form>",
    "<base href=/x>",
    "<meta http-equiv=refresh content=0>",
    "<!-- a -->",
    "</main><p>a</p>",
    "<template><p>a</p></template>",
    "<input autofocus>",
    "<style>p{}</style>",
    "<link rel=stylesheet href=/a.css>",
    "<object data=/a.swf></object>",
    "<x\"y>a",
    "<a href=/x target=_top>a</a>",
    "<button formaction=/x>a</button>",
]  # fmt: skip


@pytest.mark.parametrize("html", ACTIVE)
def test_what_is_active_is_found(html: str) -> None:
    with pytest.raises(AssertionError):
        assert_inert(f"<p>before</p>{html}")


@pytest.mark.parametrize(
    "html",
    [
        "",
        "words &lt;script&gt; onclick=x javascript:x",
        "<p dir=auto>a <a href=https://a.example rel=nofollow>b</a><a href=/c#d>e</a></p>",
        "<figure class=left><img src=/media/a.png alt='javascript:x'></figure>",
        "<a href='mailto:desk@a.example'>a</a>",
        '<p title="&lt;img onerror=x&gt;">a</p>',
    ],
)
def test_what_is_inert_passes(html: str) -> None:
    assert_inert(html)


PAGE = (
    "<!doctype html><html lang=en><head><title>A</title>{head}</head><body><main>{body}</main></body></html>"
)


def test_a_page_may_have_what_carries_its_nonce() -> None:
    head = "<link rel=stylesheet href=/static/a.css><script nonce=abc src=/static/a.js></script>"
    data = '<script type="application/ld+json">{"a": "\\u003cb"}</script>'
    form = "<form action=/check method=post><input name=q><button>Check</button></form>"
    assert_inert(PAGE.format(head=head + data, body=form), page=True)


@pytest.mark.parametrize(
    "body",
    [
        "<script>x</script>",
        "<style>p{}</style>",
        "<script src=https://evil.example/a.js nonce=abc></script>",
        "<link rel=stylesheet href=//evil.example/a.css>",
        "<link rel=stylesheet href=https://evil.example/a.css>",
        "<meta http-equiv=refresh content='0;url=/x'>",
        "<form action=https://evil.example><button>a</button></form>",
        "<button formaction=https://evil.example>a</button>",
        '<script type="application/ld+json">{"a": "</script><img src=x onerror=y>"}</script>',
    ],
)
def test_a_page_may_not_have_what_foreign_text_could_write(body: str) -> None:
    with pytest.raises(AssertionError):
        assert_inert(PAGE.format(head="", body=body), page=True)

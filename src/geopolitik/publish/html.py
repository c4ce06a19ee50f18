"""The report as one HTML file that needs no network and runs no foreign code."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geopolitik import __version__
from geopolitik.app.comparing import Comparison
from geopolitik.app.naming import edge_words, publisher, witness_words
from geopolitik.model.story import Severity, Trace
from geopolitik.publish.redline_view import SEVERITIES, RedlineView
from geopolitik.publish.view import ReportView, view
from geopolitik.text.clean import one_line, printable

if TYPE_CHECKING:
    from jinja2 import Environment

SIGNS = {Severity.HIGH: "▲", Severity.MEDIUM: "◆", Severity.LOW: "○"}
"""A sign for each severity, so that it can be told without colour."""

_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ug", "yi", "dv", "sd", "ckb", "ku"})


def to_html(result: Trace | Comparison) -> str:
    """The report as one self-contained HTML document.

    The page carries a content security policy that allows nothing but its own style and script, by hash; all
    text of captures is escaped.
    """
    style = "".join(_static(name) for name in ("report.css", "stemma.css", "redline.css"))
    script = _static("report.js")
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=view(result),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            version=__version__,
        )
    )
    # Once more over everything: what can't be encoded must not stop a report from being written.
    return printable(page)


def redline_html(redline: RedlineView, report: ReportView) -> tuple[str, str]:
    """A redline alone, as a fragment for a page that links `redline.css` and `report.js`: controls and texts.

    Its anchors are `c1` and `p1` for change 1; the texts lead to `#capture-1`.
    """
    toolbar = _environment().get_template("toolbar.html.j2").render(report=report)
    texts = _environment().get_template("redline.html.j2").render(redline=redline, report=report, anchors="")
    return printable(toolbar), printable(texts)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("geopolitik.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "direction": lambda language: "rtl" if language in _RTL else "auto",
        "edge": edge_words,
        "line": one_line,
        "side": lambda language: "rtl" if language in _RTL else "ltr",
        "publisher": publisher,
        "safe_url": safe_url,
        "severest": severest,
        "sign": lambda severity: SIGNS[severity],
        "slug": lambda text: str(text).replace(" ", "-"),
        "witness": witness_words,
    }
    return environment


def safe_url(url: str) -> str:
    """The address if it may be clicked, else nothing: only http and https lead out of the report."""
    return url if url.lower().startswith(("https://", "http://")) and url == one_line(url) else ""


def severest(changes: tuple[int, ...], redline: RedlineView) -> str:
    """The highest severity among some changes of a redline."""
    ranks = [SEVERITIES.index(redline.changes[number - 1].change.severity) for number in changes]
    return SEVERITIES[min(ranks)].value


@cache
def _static(name: str) -> str:
    return files("geopolitik.publish").joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """As a content security policy names a script or style."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"

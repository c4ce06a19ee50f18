"""Pictures of a post: which are shown, how large, on which side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from geopolitik.model.article import Image
from geopolitik.publish.richtext.addresses import FOREIGN_REL, accept, is_own

# No percent sign, no query, no segment that begins with a dot: nothing that leads out of the folder.
_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}/){0,8}[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}")
_SIDES = {"left": "left", "right": "right", "center": "centre"}
_NARROWEST = 16
_STEP = 10


@dataclass(frozen=True, slots=True)
class PicturePolicy:
    """Which pictures a reader's browser loads: this is the place to change it.

    A picture from elsewhere is never loaded, since its host would learn who reads what. It becomes a link
    with the alternative text, or that text alone if its address is no link either.
    """

    folders: tuple[str, ...] = ("/media/",)
    """Paths of our own site below which pictures are shown; each begins and ends with a slash."""
    widest: int = 1200
    """CSS pixels."""
    tallest: int = 1600
    """CSS pixels."""

    def shows(self, address: str) -> bool:
        """Whether the picture at this address is loaded."""
        return any(
            address.startswith(folder) and _PATH.fullmatch(address, len(folder)) for folder in self.folders
        )


def figure(image: Image, policy: PicturePolicy) -> str:
    """The HTML of a picture with its side, size and link; of one that isn't shown, the words for it."""
    shown = policy.shows(image.url)
    sizes, step = _sizes(image, policy)
    classes = [_SIDES.get(image.placement or "", ""), step, "" if shown else "absent"]
    body = _img(image, sizes) if shown else escape(_words(image))
    link = accept(image.link or "") or (None if shown else accept(image.url))
    names = " ".join(filter(None, classes))
    opening = f'<figure class="{names}" dir="auto">' if names else '<figure dir="auto">'
    return f"{opening}{anchor(link, body) if link else body}</figure>\n"


def anchor(address: str, body: str, *, kind: str = "") -> str:
    """A link around ready HTML, with what a foreign address needs; the address is an accepted one."""
    rel = "" if is_own(address) else f' rel="{FOREIGN_REL}"'
    name = f' class="{kind}"' if kind else ""
    return f'<a{name} href="{escape(address)}"{rel}>{body}</a>'


def _words(image: Image) -> str:
    return " ".join(image.alt.split()) or "Picture"


def _img(image: Image, sizes: str) -> str:
    title = f' title="{escape(image.title)}"' if image.title else ""
    return (
        f'<img src="{escape(image.url)}" alt="{escape(image.alt)}"{title}{sizes}'
        ' loading="lazy" referrerpolicy="no-referrer">'
    )


def _sizes(image: Image, policy: PicturePolicy) -> tuple[str, str]:
    """Attributes for sizes in pixels; for a width in per cent the class `w10` … `w100`, in tens.

    The site's content policy forbids style attributes, so a share of the column is a class. A height in
    per cent has nothing to be measured by and is left out.
    """
    step = ""
    found = ""
    width, height = image.width or "", image.height or ""
    if width.endswith("%"):
        share = min(100, max(_STEP, round(int(width[:-1]) / _STEP) * _STEP))
        step = f"w{share}"
    elif width:
        found += f' width="{_bounded(width, policy.widest)}"'
    if height and not height.endswith("%"):
        found += f' height="{_bounded(height, policy.tallest)}"'
    return found, step


def _bounded(digits: str, most: int) -> int:
    return min(most, max(_NARROWEST, int(digits)))

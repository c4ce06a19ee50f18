"""What a unit looks like: prose, headline, byline, caption, note."""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»“‘«›)]*_~ \u00a0\u200b\u200f\u200e"
_TERMINALS = ".!?…。！？؟۔।։"
_WORD = re.compile(r"\w[\w'’-]*")
_SCRIPT_WITHOUT_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_FULL_STOP = re.compile(r"(?<=[a-zа-яёіїє\d)”\"][a-zа-яёіїє\d”\")][.…])[\"”’»)]{0,3}\s")
_INNER_STOP = re.compile(r"[.!?…]['\"”’»]?\s")
_NAME_WORD = r"(?:[^\W\d_a-z][\w'’.-]{0,24}|de|van|von|der|den|del|al|el|bin|ben|la|le|di|da|dos)"
_NAMES = rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{0,4}}"
_BY = (
    r"(?:by|words by|written by|story by|report by|reported by|reporting by|compiled by|text by"
    r"|author|authors"
    r"|posted by|von|par"
    r"|por|di|autor|autora|auteur|автор|текст|tekst|від|yazar|editor|text)"
)
_BYLINE = re.compile(
    rf"^[\W_]{{0,4}}(?i:{_BY}):?\s{{1,80}}(?P<names>{_NAMES}"
    rf"(?:(?:,|\sand|\s&|\sund|\set|\sy|\sи)\s{_NAMES}){{0,5}})"
)
_REPORTING = re.compile(
    r"^[\W_]{0,3}(?:additional\s)?(?:reporting|writing|editing|written|edited|compiled)\sby\s", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|staff writer|staff|editor|columnist|contributor|bureau chief|guest writer"
    r"|special to|news desk|web desk|newsroom|korrespondent|correspondant|corresponsal|корреспондент"
    r"|in [A-Z][a-z]+)\b"
)
_CAPTION_OPEN = re.compile(
    r"^[\W_]{0,3}(?:file\s)?(?:photo|photograph|photographer|picture|image|images|foto|fotos|bild"
    r"|фото|illustration|"
    r"archive|archivbild|crédit photo|photo credit|image credit|credit|caption|graphic|map|video"
    r"|screenshot|pictured)"
    r"\s?(?:by|credit|via|courtesy|source)?\s?[:©/|]"
    r"|^\W{0,3}(?:image|photo|picture)\s(?:source|caption|credit)\b",
    re.IGNORECASE,
)
_CAPTION_CLOSE = re.compile(
    r"(?:\((?:file\s)?(?:photo|image|picture|foto|ap photo|reuters photo|credit|getty"
    r"|via)\b[^()\n]{0,120}\)\.?"
    r"|[|/©]\s?(?:ap|afp|reuters|getty|getty images|epa|tass|anadolu|[A-Z][\w ./-]{1,40}/(?:ap|afp"
    r"|reuters|getty)[\w ./-]{0,40})"
    r"|\b(?:photo|image|picture|credit|foto)s?\s?(?:by|:)\s?[^\n]{2,80}|\bgetty images"
    r"|\bvia\s(?:ap|afp|reuters|getty)\)?\.?|\bafp via getty|\[(?:photo|file|ap|afp|reuters)[^\]\n]{0,60}\]"
    r"|\bfile photo\.?|/(?:ap|afp|reuters|epa|file))$",
    re.IGNORECASE,
)
_AGENCY_CLOSE = re.compile(r"\((?:[\w .'’-]{1,40}/)?(?:AP|AFP|Reuters|EPA|Getty(?: Images)?|TASS|dpa)\)\.?$")
_PHOTOGRAPHER = re.compile(
    rf"^\(?(?:{_NAMES})\s?(?:,|/|\||for|via)\s?(?:[\w .'’-]{{1,30}}(?:/|via)\s?)?"
    r"(?:AP|AFP|Reuters|EPA(?:-EFE)?|Getty(?:\sImages)?|TASS|dpa|Bloomberg|Sputnik)\)?$"
)
_PICTURE_SOURCE = re.compile(
    r"^\W{0,3}(?:image|photo|picture|file|getty|ap|afp|reuters|epa|tass|anadolu|dpa)\b.{0,60}$", re.IGNORECASE
)
_COPYRIGHT_PICTURE = re.compile(r"^©\s?[^\n]{2,80}$")
_COMPOSITE = re.compile(
    r"\b(?:composite|montage|handout|screengrab|illustration|via reuters|via ap|stock image)\.?$",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"^,?\s(?:is|was|are|has\sbeen|covers|reports|writes|works|teaches|serves|ist|est|es)\b", re.IGNORECASE
)
_NOTE = re.compile(
    r"^[\W_]{0,4}(?:correction|corrections|clarification|editor[’']?s?[’']? note|editors[’'] note"
    r"|note to readers|update|updates|"
    r"this (?:article|story|report|piece|post) (?:has been|was|is being) (?:updated|corrected"
    r"|amended|changed|revised|edited|modified)|"
    r"an earlier version of this|a previous version of this|this is a (?:developing|breaking)"
    r"|korrektur|anmerkung der redaktion|"
    r"note de la rédaction|nota del editor|примечание|уточнение|the views expressed"
    r"|the statements, views|opinions expressed|"
    r"the opinions expressed|views expressed)\b(?!\s(?:on|of|from|about|the)\s)",
    re.IGNORECASE,
)


def words_of(text: str) -> int:
    """How many words; scripts without spaces count two characters to a word."""
    spaced = len(text.split())
    # Words of a usual length, with spaces between them: no other script to look for.
    if spaced > 8 and len(text) < 14 * spaced:
        return spaced
    return max(spaced, len(_SCRIPT_WITHOUT_SPACES.findall(text[:2000])) // 2)


def has_stop(text: str) -> bool:
    """Whether the text ends like a sentence."""
    end = text.rstrip(_CLOSERS)
    if not end:
        return False
    if end[-1] in _TERMINALS:
        return True
    # A footnote mark behind the stop: `... the truce.[3]`, `... the truce.3`
    bare = end.rstrip("0123456789").rstrip("[(")
    return len(end) - len(bare) <= 4 and bool(bare) and bare[-1] in _TERMINALS and bare[-2:-1].isalpha()


def is_prose(text: str) -> bool:
    """Whether a unit reads like a paragraph and not like a line of the page's frame."""
    count = words_of(text)
    if has_stop(text):
        if count < 20 and text.rstrip(_CLOSERS)[-1:] in "?!" and not _INNER_STOP.search(text):
            return False
        return count >= 9 or (count >= 5 and len(text) >= 45 and text.rstrip(_CLOSERS)[-1:] not in "!?…")
    if count >= 12 and _FULL_STOP.search(text):
        return True
    return count >= 32 or (count >= 14 and text.rstrip(_CLOSERS).endswith((":", ";", ",")))


def is_headline(text: str) -> bool:
    """Whether a unit may be a headline: a few words, no full stop."""
    if not 12 <= len(text) <= 260 and words_of(text) < 4:
        return False
    count = words_of(text)
    ends = text.rstrip(_CLOSERS)
    return 2 <= count <= 34 and bool(ends) and ends[-1] not in ".。।؛;,:" and any(map(str.isalpha, text))


def byline(text: str) -> str | None:
    """The names of a byline, or None: `By Jane Roe and John Doe, in Geneva`."""
    if len(text) > 200:
        return None
    match = _BYLINE.match(text)
    if not match or not any(map(str.isupper, match.group("names"))):
        return None
    names = _trim_names(match.group("names"))
    rest = text[match.start("names") + len(names) :].strip()
    if (
        not names
        or (len(rest.split()) > 12 and not _ROLE.search(rest))
        or (has_stop(text) and words_of(rest) > 5)
    ):
        return None
    return names


def _trim_names(names: str) -> str:
    """Cut what the case-blind pattern took too much: names are capitalised."""
    kept: list[str] = []
    for word in names.split():
        small = word.strip(",").lower() in {
            "and",
            "&",
            "und",
            "et",
            "y",
            "и",
            "de",
            "van",
            "von",
            "der",
            "den",
            "del",
            "al",
        }
        if not (word[0].isupper() or small):
            break
        kept.append(word)
    while kept and kept[-1].strip(",").islower():
        kept.pop()
    return " ".join(kept).strip(",")


def is_reporting(text: str) -> bool:
    """Whether a line at the end names who reported, wrote and edited."""
    return len(text) <= 300 and bool(_REPORTING.match(text))


def has_role(text: str) -> bool:
    """Whether a short line names a reporter's post."""
    return len(text) <= 80 and bool(_ROLE.search(text)) and not has_stop(text)


def is_caption(text: str) -> bool:
    """Whether a line is a picture's caption or credit, told by how it opens or closes."""
    if len(text) > 420:
        return False
    if has_stop(text) and text[-1] not in ")]":
        return bool(_CAPTION_OPEN.match(text)) and words_of(text) <= 60
    # An item of a round-up ends in its source: `... said on Monday. [Reuters]`.
    is_item = text.endswith("]") and is_prose(text)
    return bool(
        _CAPTION_OPEN.match(text)
        or (_CAPTION_CLOSE.search(text, max(0, len(text) - 160)) and not is_item)
        or (_AGENCY_CLOSE.search(text) and not is_prose(text))
        or _COPYRIGHT_PICTURE.match(text)
        or (len(text) <= 60 and _COMPOSITE.search(text))
    )


def is_bio(rest: str) -> bool:
    """Whether what follows an author's name tells who they are."""
    return bool(_BIO.match(rest))


def is_emphasised(text: str) -> bool:
    """Whether a paragraph is in italics as a whole, as words about the page are."""
    return len(text) > 20 and text[0] in "*_" and text[-1] == text[0] and text[1] != text[0]


def is_photographer(text: str) -> bool:
    """Whether a short line is a name and an agency: `Jo Roe, EPA`, `Jo Roe/Getty Images`."""
    return len(text) <= 70 and not has_stop(text) and bool(_PHOTOGRAPHER.match(text))


def is_picture_source(text: str) -> bool:
    """Whether a few words name where a picture is from: `Getty Images`, `Image source, AFP`."""
    return bool(_PICTURE_SOURCE.match(text))


def is_note(text: str) -> bool:
    """Whether a line is the outlet's note about its own text."""
    return words_of(text) >= 4 and len(text) <= 600 and bool(_NOTE.match(text))


def content_keys(text: str) -> set[str]:
    """What the words of a text share with its other forms: their first five letters."""
    if _SCRIPT_WITHOUT_SPACES.search(text[:500]):
        return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()}
    return {w[:5].casefold() for w in _WORD.findall(text) if len(w) >= 4}

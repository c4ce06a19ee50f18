"""Names that look alike: written with letters of another script, or with digits in their place.

After Unicode Technical Standard 39 (Unicode security mechanisms): a word keeps to one script, or to Latin
with what is written beside it in East Asia ("highly restrictive"); two names with one skeleton look alike.
The table holds what looks like a letter of the Latin alphabet in common fonts, not all that the standard
lists: a whole name in another script that imitates one in a third is not seen.
"""

from __future__ import annotations

import unicodedata

_PAIRS = (
    # Cyrillic
    ("асеһіјӏорԛѕуѵԝхԁь", "acehijlopqsyvwxdb"),
    ("АВСЕНІЈКМОРԚЅТУҮѴԜХЬ", "ABCEHIJKMOPQSTYYVWXb"),
    # Greek
    ("αγικνορσυχ", "ayiKvopoux"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    # Armenian
    ("օոհսցզԼՕՍՏ", "onhugqLOUS"),
    # Cherokee
    ("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎩᏃ", "ABCDEGHJKLMPRSTVWYZ"),
    # Latin beyond the alphabet, and signs
    ("ɑıɡɩƅǀ’ʼʹ", "aigibl'''"),
)
_LETTERS = {
    ord(sign): letter for signs, letters in _PAIRS for sign, letter in zip(signs, letters, strict=True)
}
_STROKES = str.maketrans({"I": "l", "1": "l", "0": "O"})
_TOGETHER = (
    frozenset({"LATIN", "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "IDEOGRAPHIC", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "IDEOGRAPHIC", "HANGUL"}),
)
"""Scripts that one word may hold together."""


def looks(name: str) -> frozenset[str]:
    """What a name looks like: two that share one of these look alike.

    As it is written, and without regard to capitals; `rn` is taken for `m`, `I` and `1` for `l`.
    """
    letters = " ".join(unicodedata.normalize("NFKD", name).translate(_LETTERS).split())
    return frozenset((letters.translate(_STROKES).replace("rn", "m"), letters.casefold()))


def mixed_word(name: str) -> str:
    """The first word that mixes scripts which nobody writes together; empty if none does."""
    return next((word for word in name.split() if not _in_one_script(word)), "")


def _in_one_script(word: str) -> bool:
    scripts = {_script(sign) for sign in word if unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lo")}
    return len(scripts) < 2 or any(scripts <= together for together in _TOGETHER)


def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name: `CYRILLIC SMALL LETTER A`."""
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]

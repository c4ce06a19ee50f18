"""Invented news for the simulated feeds: events with names and things of their own, and copies.

Nothing of it is anybody's text: sentences are put together from patterns and words by a seeded generator, so
that two events share hardly any words in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from benchmarks import tradition_edits as edits
from benchmarks.tradition_edits import Text

_BEGIN = """Ab Ard Bir Blen Cav Chor Dol Dur Eb Erl Fal Fos Gon Gre Hul Hov In Jas Kor Kul Lod
Lun Mer Mul Nor Nul Orm Pad Por Rad Rem Sed Sol Ter Tul Ur Ves Vol Wal Win Yel Zam
Bel Cor Dar Fen Gal Hal Jor Kest Lam Mor Nev Ost Pel Quel Ros Sar Tal Ulm Var Wen
Yar Zel Brun Crav"""
_MIDDLE = "a e i o u an en il or ath esh und im ov ask"
_END = """bury combe dale ford grad hem kirk land mere ness pol quay ros stan thal ungen ville
wold zen ra dor mund vik tal lin gar stead moor ska burn holt nau wick sund feld"""
_ROLES = """minister secretary spokesman commissioner governor mayor inspector judge professor
delegate prosecutor analyst"""
_ORGS = """Ministry Council Agency Authority Commission Board Union Institute Company Assembly
Bureau Chamber"""
_NOUNS = """agreement plan report decision ship crew port search bridge border draft deadline
vote evidence result attack soldiers workers price increase decrease message
pipeline permit strike hospital census budget treaty lock flood contract bond
currency bank school house road train law deal market station company team office
computer system service power water film game test phone car plane street army court
park show record site building university hotel store shop farm island river airport
wall line fund loan tax theater library church prison camp base center"""
_ADJECTIVES = """new heavy important strong official northern southern eastern western former local
secret joint federal private old early small large public final second third foreign
national"""
_VERBS = """suspended rejected announced demanded signed affected detained accused published
started closed delayed paid bought sold built moved lost named"""
_WILL = """suspend reject announce demand sign resume free publish close reopen visit delay pay
buy sell search map guard build move lose name"""
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_PATTERNS = """
{Org} {verb} {thing} near {place} on {day} after {thing} had {verb} {thing}, {role} {name} said.
{Role} {name} said that {org} would {will} {thing} once {n} {adjective} plans were {verb} in {place}.
“{Thing} was never {verb} before {day},” {surname} said, “and {thing} is what {place} now has to {will}.”
Although {org} had {verb} {n} of them, {thing} in {place} could still {will} {thing}, according to {surname}.
In {place}, {n} people {verb} {thing} while {role} {name} read out why {thing} was {adjective}.
{Surname}, who {verb} {thing} for {n} years, told reporters that {org} may {will} {thing} by {day}.
{Org}, which {verb} {thing} last {day}, denied that {thing} had cost {n} million.
“If {org} should {will} {thing}, then {place} will {will} {thing} too,” {role} {name} warned.
About {n} of the {adjective} families around {place} have {verb} {thing}, and {surname} says {thing} is next.
{Thing}, {verb} by {org} in the spring, goes {n} miles from {place} to {place}.
Neither {surname} nor {org} explained on {day} how {thing} came to be {verb} near {thing}.
A {adjective} letter to {org} wants {surname} to {will} {thing}, pay {n} million, and {will} {thing}.
{Role} {name} of {place} accused {org} of having {verb} {thing} without {thing} or {n} witnesses.
On {day} {thing} was {verb} for {n} hours because {thing} in {place} had failed.
Officials in {place} {verb} {n} {adjective} letters about {thing}, but not {thing} itself.
{Org} has until {day} to {will} {thing}; otherwise {thing} goes to {place} for {n} months.
“We had {n} of them, and each had {verb} {thing},” said {name}, {role} at {org}.
A court in {place} ruled {n} to {n} that {thing} is owned by {org}.
Not far from {thing}, {surname} found {thing} {verb}.
{Surname} left over {thing} on {day}, and so did half of {org}.
Workers {verb} {thing} overnight; by {day} night {thing} held again.
Rather than {will} {thing}, {org} chose to {will} {thing} for {n} million.
People outside {place} still know how {thing} was {verb}.
{Thing} is {n} years older than {thing}, {name} believes.
Whether {thing} can stay is up to {org}, whose {adjective} meeting is on {day}.
No {adjective} offer for {thing} was higher than {n} million.
{Org} wants {thing} {verb}; {place} wants it {adjective}.
Two men at {thing} were {verb} when {thing} fell on {day}.
Only {n} lines of {surname}’s report name {thing}.
Prices for {thing} rose {n} percent in {place} alone, people told {name}.
{Role} {name} came to {thing}, spoke for an hour, then {verb} {thing}.
Under pressure from {place}, {org} {verb} {thing} before {day}’s hearing.
Some {n} men moved {thing} to {thing} by hand.
“Not us but {org},” {surname} said when {place} asked about {thing}.
Water kept {thing} away from {thing} until late {day}.
Since {thing} opened, {place} has {verb} {n} times what {org} {verb} in {adjective} years.
"""
SENTENCES = tuple(line for line in _PATTERNS.strip().splitlines())


class Copying(StrEnum):
    """How a text is taken over."""

    REPOST = "repost"
    LIGHT_EDIT = "light edit"
    ABRIDGED = "abridged"
    REWRITE = "rewrite"


@dataclass(frozen=True, slots=True)
class Words:
    """What one event is told with."""

    people: tuple[tuple[str, str, str], ...]
    """Role, first name and surname."""
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    things: tuple[str, ...]
    verbs: tuple[str, ...]
    coming: tuple[str, ...]


def event(random: Random) -> Text:
    """The text about a new event: five or six paragraphs of two or three sentences."""
    words = _words(random)
    patterns = random.sample(SENTENCES, 13)
    sentences = [_filled(pattern, words, random) for pattern in patterns]
    text: list[tuple[str, ...]] = []
    while sentences:
        count = random.randint(2, 3)
        text.append(tuple(sentences[:count]))
        sentences = sentences[count:]
    return tuple(text)


def copied(text: Text, kind: Copying, random: Random) -> Text:
    """A text as somebody takes it over."""
    if kind is Copying.REPOST:
        return text
    if kind is Copying.LIGHT_EDIT:
        return edits.synonyms(text, 0.4, random)
    if kind is Copying.ABRIDGED:
        return edits.synonyms(edits.cut_sentences(text, 0.4, random), 0.2, random)
    return edits.synonyms(edits.rewrite(edits.cut_sentences(text, 0.1, random), 0.8, random), 0.6, random)


def corrected(text: Text, random: Random) -> Text:
    """A text after a silent edit: a sentence is gone, and a number is another."""
    changed = edits.change_number(text, random)
    return (*changed[:-1], changed[-1][:-1]) if len(changed[-1]) > 1 else changed[:-1]


def _words(random: Random) -> Words:
    places = tuple(invented(random) for _ in range(4))
    nouns = random.sample(_NOUNS.split(), 12)
    things = tuple(f"the {invented(random)} {noun}" for noun in nouns)
    return Words(
        people=tuple((random.choice(_ROLES.split()), invented(random), invented(random)) for _ in range(4)),
        places=places,
        bodies=tuple(f"the {place} {random.choice(_ORGS.split())}" for place in places[:2]),
        things=things,
        verbs=tuple(random.sample(_VERBS.split(), 10)),
        coming=tuple(random.sample(_WILL.split(), 8)),
    )


def invented(random: Random) -> str:
    """A name that nobody has."""
    middle = random.choice(_MIDDLE.split()) if random.random() < 0.7 else ""
    return random.choice(_BEGIN.split()) + middle + random.choice(_END.split())


def _filled(pattern: str, words: Words, random: Random) -> str:
    """A pattern with each of its places filled anew, but one person for all that is said of a person."""
    role, first, last = random.choice(words.people)
    told = {
        "role": role,
        "Role": role.capitalize(),
        "name": f"{first} {last}",
        "surname": last,
        "Surname": last,
    }

    def one(key: str) -> str:
        match key:
            case "place":
                return random.choice(words.places)
            case "org" | "Org":
                found = random.choice(words.bodies)
            case "thing" | "Thing":
                found = random.choice(words.things)
            case "verb":
                return random.choice(words.verbs)
            case "will":
                return random.choice(words.coming)
            case "adjective":
                return random.choice(_ADJECTIVES.split())
            case "day":
                return random.choice(_DAYS.split())
            case _:
                return str(random.randint(12, 960))
        return found[0].upper() + found[1:] if key[0].isupper() else found

    parts = pattern.replace("}", "{").split("{")
    return "".join(part if at % 2 == 0 else told.get(part) or one(part) for at, part in enumerate(parts))

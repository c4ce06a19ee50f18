"""What copyists do to a text: seeded edits like those of real retelling, for invented traditions.

Everything is synthetic: the tables below are ours, and the sentences that copies add are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.tradition_words import ALIKE

Text = tuple[tuple[str, ...], ...]
"""Paragraphs of sentences."""

_STYLE = (
    ("%", " per cent"),
    (" per cent", " percent"),
    ("“", '"'),
    ("’", "'"),
    (" kilometres", " km"),
    (" kilometers", " kilometres"),
    ("Oct. ", "October "),
    (" March", " Mar."),
    ("neighbouring", "neighboring"),
    (" six ", " 6 "),
    (" ten ", " 10 "),
    (" nine ", " 9 "),
    (" five ", " 5 "),
    ("Prime Minister", "Premier"),
    ("organisers", "organizers"),
    (" do not ", " don't "),
    (" did not ", " didn't "),
    (" had not ", " hadn't "),
)
_PHRASES = (
    ("told a news conference", "told reporters"),
    ("declined to comment", "would not comment"),
    ("did not answer a request for comment", "could not be reached"),
    ("at least", "no fewer than"),
    ("according to", "as reported by"),
    ("on condition of anonymity", "without giving a name"),
    ("It was not immediately clear whether", "It remained open whether"),
    ("in line with", "covered by"),
    ("No one was killed", "There were no deaths"),
    ("a third more than", "33 percent above"),
    ("for the first time", "as never before"),
    ("more than", "over"),
    ("as well as", "and also"),
    ("in order to", "to"),
    ("members of", "people belonging to"),
    ("because of", "owing to"),
    ("has been", "was"),
    ("have been", "were"),
    ("most of them", "the greater part"),
    ("the head of", "who leads"),
    ("was prepared to", "stood ready to"),
    ("is prepared to", "stands ready to"),
    ("said it would", "undertook to"),
    ("would have to", "must"),
    ("had to", "was forced to"),
    ("a number of", "various"),
    ("took place", "happened"),
    ("in a statement", "in writing"),
    ("last year", "the year before"),
)
_LOADED = ("reportedly", "openly", "once again", "in a surprise turn", "quietly", "after much delay")
_OPENINGS = (
    "According to {}",
    "In the words of {}",
    "As {} sees it",
    "If {} is to be believed",
    "As {} put it",
    "In the view of {}",
)
_CUES = (
    "{} said",
    "{} let it be known",
    "{} told the press",
    "as {} has it",
    "according to {}",
    "{} reported",
)
_NARRATED = (
    "{} made it clear that {}.",
    "{} let it be understood that {}.",
    "{} took the view that {}.",
    "It was the opinion of {} that {}.",
    "{} left no doubt that {}.",
    "{} was quoted to the effect that {}.",
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


@dataclass(frozen=True, slots=True)
class Words:
    """The interchangeable words."""

    others: dict[str, tuple[str, ...]]


def _table() -> Words:
    others: dict[str, tuple[str, ...]] = {}
    for line in ALIKE.strip().splitlines():
        for word in line.split():
            others.setdefault(word, tuple(other for other in line.split() if other != word))
    return Words(others)


WORDS = _table()


def synonyms(text: Text, share: float, random: Random) -> Text:
    """Replace a share of the words that have a synonym, outside quotations."""

    # A copyist has words of his own, and leaves others alone.
    mine = {word: random.choice(rest) for word, rest in WORDS.others.items() if random.random() < 0.6}

    def swap(match: re.Match[str]) -> str:
        word = match.group()
        other = mine.get(word.lower())
        if other is None or random.random() >= share:
            return word
        return other.capitalize() if word[0].isupper() else other

    def outside(sentence: str) -> str:
        parts = re.split(r"(“[^”]*”|\"[^\"]*\")", sentence)
        return "".join(p if i % 2 else re.sub(r"\b[A-Za-z]+\b", swap, p) for i, p in enumerate(parts))

    return each(text, outside)


def house_style(text: Text, random: Random) -> Text:
    """Spell as another house does: some of its rules, everywhere."""
    rules = random.sample(_STYLE, 5)

    def spelt(sentence: str) -> str:
        for one, other in rules:
            sentence = sentence.replace(one, other)
            if one == "“":
                sentence = sentence.replace("”", '"')
        return sentence

    return each(text, spelt)


def phrases(text: Text, share: float, random: Random) -> Text:
    """Replace set phrases."""

    def swap(sentence: str) -> str:
        for one, other in _PHRASES:
            if one in sentence and random.random() < share:
                sentence = sentence.replace(one, other, 1)
            elif other in sentence and len(other) > 6 and random.random() < share / 3:
                sentence = sentence.replace(other, one, 1)
        return sentence

    return each(text, swap)


def cut_sentences(text: Text, share: float, random: Random) -> Text:
    """Cut a share of the sentences, whole paragraphs first; the first sentence stays."""
    cut = []
    for number, paragraph in enumerate(text):
        if number and random.random() < share * 0.7:
            continue
        kept = [
            s for i, s in enumerate(paragraph) if (not number and not i) or random.random() >= share * 0.4
        ]
        if kept:
            cut.append(tuple(kept))
    return tuple(cut)


def cut_clauses(text: Text, share: float, random: Random) -> Text:
    """Cut relative clauses, parentheses and participle tails."""

    def cut(sentence: str) -> str:
        for pattern in (
            r", (?:which|who) [^,“”\"]{8,90},",
            r" \([^()]{1,30}\)",
            r", \w+ing [^,“”\"]{12,120}(?=\.$)",
        ):
            if random.random() < share:
                sentence = re.sub(pattern, "", sentence, count=1)
        return sentence

    return each(text, cut)


def excerpt(text: Text, random: Random) -> Text:
    """One to three paragraphs in a row."""
    size = random.randint(2, 3)
    at = random.randrange(max(1, len(text) - size))
    taken = text[at : at + size]
    return taken if sum(len(s.split()) for p in taken for s in p) >= 70 else text[at : at + size + 2]


def expand(text: Text, count: int, added: Iterator[str], random: Random) -> Text:
    """Put in paragraphs of invented sentences."""
    grown = list(text)
    for _ in range(count):
        paragraph = tuple(next(added) for _ in range(random.randint(1, 3)))
        grown.insert(random.randint(1, len(grown)), paragraph)
    return tuple(grown)


def change_number(text: Text, random: Random) -> Text:
    """Change one number."""
    places = [(i, j) for i, p in enumerate(text) for j, s in enumerate(p) if re.search(r"\b\d{2,4}\b", s)]
    if not places:
        return text
    at = random.choice(places)

    def bent(match: re.Match[str]) -> str:
        return str(int(match.group()) + random.choice((-7, -3, 2, 4, 10, 30)))

    return _at(text, at, lambda s: re.sub(r"\b\d{2,4}\b", bent, s, count=1))


def change_speaker(text: Text, random: Random) -> Text:
    """Give what somebody said to unnamed officials."""
    pattern = re.compile(r"(?<=[”\"] )(?:said [A-Z][\w.]+(?: [A-Z][\w.]+)*|[A-Z]\w+ said)")
    places = [(i, j) for i, p in enumerate(text) for j, s in enumerate(p) if pattern.search(s)]
    if not places:
        return text
    who = random.choice(("one official said", "a person close to the talks said", "those present said"))
    return _at(text, random.choice(places), lambda s: pattern.sub(who, s, count=1))


def rewrite(text: Text, share: float, random: Random) -> Text:
    """Recast a share of the sentences: clauses change places, quotations become narration, days go."""

    def recast(sentence: str) -> str:
        if random.random() >= share:
            return sentence
        for turn in random.sample(_TURNS, len(_TURNS)):
            turned = turn(sentence, random)
            if turned != sentence:
                sentence = turned
                if random.random() < 0.6:
                    break
        return sentence

    return _resplit(each(text, recast), random)


def _attribution_last(sentence: str, random: Random) -> str:
    found = re.match(
        r"([A-Z][^,“”\"]{3,60}?) (?:said|stated|noted|remarked) (?:that )?([a-z][^“”\"]{25,})\.$", sentence
    )
    if not found:
        return sentence
    who, what = found.groups()
    if random.random() < 0.5:
        return f"{random.choice(_OPENINGS).format(who)}, {what}."
    return f"{what[0].upper()}{what[1:]}, {random.choice(_CUES).format(who)}."


def _attribution_first(sentence: str, random: Random) -> str:
    found = re.match(r"([A-Z][^“”\"]{25,}), ([^,“”\"]{3,40}) (?:said|stated|noted|remarked)\.$", sentence)
    if not found:
        return sentence
    what, who = found.groups()
    return f"{random.choice(_OPENINGS).format(who)}, {what[0].lower()}{what[1:]}."


def _narrated(sentence: str, random: Random) -> str:
    found = re.match(
        r"[“\"]([^“”\"]+?)[,.]?[”\"],? ((?:said )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}(?: said)?)[^“”\"]*\.?$",
        sentence,
    )
    if not found:
        return sentence
    what = re.sub(r"\b(?:I|We|we)\b", "they", found.group(1))
    who = found.group(2).replace("said ", "").replace(" said", "")
    return random.choice(_NARRATED).format(who, what[0].lower() + what[1:])


def _quotation_cut(sentence: str, random: Random) -> str:
    return re.sub(r"([”\"]) [“\"][^“”\"]+[”\"]$", r"\1", sentence) if random.random() < 0.6 else sentence


def _condition_moved(sentence: str, _: Random) -> str:
    found = re.match(
        r"(If|Although|Though|After|When|Because|Once) ([^,“”\"]{8,90}), ([^“”\"]{12,})\.$", sentence
    )
    if not found:
        return sentence
    word, one, other = found.groups()
    return f"{other[0].upper()}{other[1:]} {word.lower()} {one}."


def _day_moved(sentence: str, random: Random) -> str:
    found = re.search(rf" on ({_DAYS})\b", sentence)
    if not found:
        return sentence
    rest = sentence[: found.start()] + sentence[found.end() :]
    return rest if random.random() < 0.5 or rest[0] in '“"' else f"On {found.group(1)}, {rest}"


def _loaded(sentence: str, random: Random) -> str:
    return re.sub(
        r"\b(said|denied|argued|told|rejected)\b",
        lambda m: f"{random.choice(_LOADED)} {m.group()}",
        sentence,
        count=1,
    )


def _passive(sentence: str, _: Random) -> str:
    found = re.match(
        r"(The [a-z ]{3,40}?|[A-Z]\w+) (denied|rejected|announced|suspended|accused|published|blamed) "
        r"(the [a-z ]{4,60})\.$",
        sentence,
    )
    return f"{found.group(3).capitalize()} was {found.group(2)} by {found.group(1)}." if found else sentence


_TURNS: list[Callable[[str, Random], str]] = [
    _attribution_last,
    _attribution_first,
    _narrated,
    _quotation_cut,
    _condition_moved,
    _day_moved,
    _loaded,
    _passive,
]


def _resplit(text: Text, random: Random) -> Text:
    """Join short sentences, part long ones."""
    done = []
    for paragraph in text:
        sentences: list[str] = []
        for sentence in paragraph:
            long_ = len(sentence.split()) > 22 and not re.search(r"[“”\"]", sentence)
            if long_ and ", but " in sentence and random.random() < 0.5:
                one, other = sentence.split(", but ", 1)
                sentences += [one + ".", "However, " + other]
            elif (
                sentences and len(sentence.split()) < 9 and random.random() < 0.3 and sentences[-1][-1] == "."
            ):
                sentences[-1] = f"{sentences[-1][:-1]}; {sentence[0].lower()}{sentence[1:]}"
            else:
                sentences.append(sentence)
        done.append(tuple(sentences))
    return tuple(done)


def each(text: Text, change: Callable[[str], str]) -> Text:
    """The text with every sentence changed."""
    return tuple(tuple(change(sentence) for sentence in paragraph) for paragraph in text)


def _at(text: Text, at: tuple[int, int], change: Callable[[str], str]) -> Text:
    i, j = at
    return tuple(
        tuple(change(s) if (n, m) == (i, j) else s for m, s in enumerate(p)) for n, p in enumerate(text)
    )

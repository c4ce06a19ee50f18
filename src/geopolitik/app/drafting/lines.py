"""The lines of ours in a draft: counts, outlets and times, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geopolitik.app.drafting.story import Story, moment, stamp
from geopolitik.model.story import ChangeKind
from geopolitik.text.words import word_spans

DIFFER = "Where the tellings differ"
HEADS = ("What differs", "Who has it", "As it stands there")
NOWHERE = "(nothing answers to it)"
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_AND = frozenset({"and", "also"})


def title(story: Story) -> str:
    """A title that says whose headline it is and how often the story was told."""
    for wording in story.leading:
        headline = story.texts[wording].article.title
        if headline and headline.strip():
            told = _many(len(story.captures), "capture")
            return f"“{' '.join(headline.split())}”: {told[0].lower()}{told[1:]} of one story"
    return f"{_many(len(story.captures), 'capture')} of one story"


def opening(story: Story) -> tuple[str, ...]:
    """How many texts tell the story, from how many origins, and since when."""
    many = len(story.captures)
    tell = "tells" if many == 1 else "tell"
    found = [f"{_many(many, 'capture')} from {_outlets(story)} {tell} this story."]
    if story.trace.origins.high:
        names = _listed(dict.fromkeys(story.name(root) for root in story.trace.origins.roots))
        found.append(f"They go back to {origins(story)}: {names}." if many > 1 else f"Its origin: {names}.")
    times = {capture: moment(story.annotations[capture]) for capture in story.captures}
    stamps = sorted((when, capture) for capture, when in times.items() if when)
    if stamps:
        capture = stamps[0][1]
        # A date without time or zone could be earlier; which it is, it doesn't say.
        exact = "" if len(stamps) == many else " with time and zone"
        time = stamp(story.annotations[capture].article.published)
        found.append(f"The earliest stamp{exact} is {time}, at {story.outlet(capture)}.")
    return tuple(found)


def carried(story: Story, wording: str) -> tuple[str, ...]:
    """When a wording was published, and who carries it."""
    text = story.texts[wording]
    when, outlets = stamp(text.article.published), story.outlets(wording)
    found = [f"Published {when}." if when else "The page gives no time."]
    language = text.article.language
    if language not in (None, "en"):
        found.append(f"The text is in another language ({language}).")
    if len(story.wordings[wording].witnesses) > 1:
        captures = _many(len(story.wordings[wording].witnesses), "capture")
        found.append(f"{captures} carry this wording: {_listed(outlets)}.")
    return tuple(found)


def unquotable(story: Story, wording: str) -> str:
    """Said of a text of which nothing short enough can be shown."""
    return f"No passage of {story.name(wording)} is short enough to be quoted here."


def foot(story: Story) -> str:
    """What the post rests on."""
    captures = _many(len(story.captures), "capture")
    rests = f"Rests on {captures[0].lower()}{captures[1:]} from {_outlets(story)}, {origins(story)}"
    return f"{rests}; rules and weights, no language model."


def origins(story: Story) -> str:
    """`2 independent origins`, or a range where the evidence leaves it open."""
    low, high = story.trace.origins.low, story.trace.origins.high
    many = str(low) if low == high else f"{low} to {high}"
    return f"{many} independent {'origin' if high == 1 else 'origins'}"


def what(kind: ChangeKind) -> str:
    """A kind of change as a row's heading; nobody is said to have bent anything."""
    return _WHAT[kind]


_WHAT = {
    ChangeKind.NEGATION: "yes or no",
    ChangeKind.NUMBER: "number",
    ChangeKind.QUOTATION_ALTERED: "quotation",
    ChangeKind.QUOTATION_INVENTED: "quotation in one only",
    ChangeKind.SPEAKER_CHANGED: "speaker",
    ChangeKind.PASSAGE_MOVED: "speaker",
    ChangeKind.CERTAINTY_RAISED: "certainty",
    ChangeKind.CERTAINTY_LOWERED: "certainty",
    ChangeKind.CONDITION_DROPPED: "condition",
    ChangeKind.NAME_CHANGED: "name",
    ChangeKind.NAME_GENERALISED: "name",
    ChangeKind.TIME: "time",
    ChangeKind.ATTRIBUTION_CHANGED: "attribution",
    ChangeKind.SCOPE_WIDENED: "scope",
    ChangeKind.SCOPE_NARROWED: "scope",
    ChangeKind.VERB_LOADED: "reporting verb",
    ChangeKind.CLAIM_ADDED: "claim in one only",
}
VERSIONED = tuple(_WHAT)
"""The kinds of change that leave two versions of one claim, the most telling first."""


def known(story: Story) -> frozenset[tuple[str, ...]]:
    """Every line that a draft of this story may hold, as words: what says one of these needs no source."""
    lines = [title(story), *opening(story), foot(story), DIFFER, *HEADS, NOWHERE, *_WHAT.values()]
    for wording in story.texts:
        lines += [*carried(story, wording), unquotable(story, wording)]
    return frozenset(words(line) for line in lines)


def is_label(text: str, story: Story) -> bool:
    """Whether a text does no more than name outlets of the story."""
    left = list(words(text))
    for name in sorted((words(story.outlet(c)) for c in story.captures), key=len, reverse=True):
        left = list(_without(left, name))
    return all(word in _AND for word in left)


def _without(left: Sequence[str], name: tuple[str, ...]) -> Iterator[str]:
    at = 0
    while at < len(left):
        if name and tuple(left[at : at + len(name)]) == name:
            at += len(name)
        else:
            yield left[at]
            at += 1


def words(text: str) -> tuple[str, ...]:
    """The words of a line in lower case, whatever stands between them."""
    return tuple(text[start:end].casefold() for start, end in word_spans(text))


def _outlets(story: Story) -> str:
    """`7 outlets`; captures that name none are counted by themselves, for they may be of one."""
    named = {name for capture in story.captures if (name := story.named_outlet(capture))}
    nameless = sum(story.named_outlet(capture) is None for capture in story.captures)
    found = [f"{len(named)} {'outlet' if len(named) == 1 else 'outlets'}"] if named else []
    if nameless:
        found.append(f"{nameless} unnamed")
    return " and ".join(found)


def _many(number: int, noun: str) -> str:
    count = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{count} {noun}{'' if number == 1 else 's'}"


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last

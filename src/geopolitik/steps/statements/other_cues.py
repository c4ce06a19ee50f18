"""Statements whose cue is no verb: `according to Kim`, `Kim's claim that`, `confident that`, `reportedly`."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import Sentence
from geopolitik.model.span import Span
from geopolitik.model.statement import SpeechAct
from geopolitik.steps.statements.contents import Ends
from geopolitik.steps.statements.cues import Cue, Form, adjectives, adverbs, match, nouns, phrases, verbs
from geopolitik.steps.statements.draft import Draft
from geopolitik.steps.statements.frames import WH
from geopolitik.steps.statements.phrases import RELATIVES, noun_phrase_after, noun_phrase_before, subject
from geopolitik.steps.statements.scene import Phrase, Scene
from geopolitik.text.grammar import PREPOSITIONS, base_verbs, is_participle, word_class

_SUBORDINATORS = word_class("subordinator")
_PREPOSED = (PREPOSITIONS - {"to"}) | {"towards"}
"""Frames whose content begins behind a preposition."""
_LINKS = frozenset(["of", "and", "the", "de", "van", "von", "al"])
_OWNERS = frozenset(["his", "her", "their", "its", "my", "our", "your"])
_GIVERS = frozenset(["by", "from", "among", "within", "of"])
_BEING = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "seem",
        "seems",
        "seemed",
        "feel",
        "feels",
        "felt",
        "remains",
        "remain",
        "remained",
        "appears",
        "appeared",
    ]
)


def find_by_phrase(scene: Scene, ends: Ends, sentence: Sentence, index: int) -> Iterator[Draft]:
    """`according to Kim`, `in the words of Kim`, `as confirmed by Kim`."""
    for at in range(sentence.first_token, sentence.last_token):
        if scene.norms[at] not in phrases() or scene.in_speech(at):
            continue
        form = match(phrases(), scene.norms, at, sentence.last_token)
        if form is None:
            continue
        after = at + 1 + len(form.rest)
        source = noun_phrase_after(scene, after, sentence.last_token)
        if source is None:
            continue
        content = tuple(_around(scene, ends, sentence, at, source.after))
        if content:
            yield Draft(form.cue, "phrase", Phrase(at, after), source, content, index)


def _around(scene: Scene, ends: Ends, sentence: Sentence, at: int, after: int) -> Iterator[Span]:
    """What stands before a phrase, or behind it if it opens the sentence."""
    first = ends.left(at, sentence)
    while first < at and scene.norms[first] in ("and", "but", "or", "then"):
        first += 1
    opens = at - first < 8 and not any(scene.finite[first:at]) and _opens(scene, first)
    if first < at and not opens:
        yield scene.span(Phrase(first, at))
        if not _reports(scene, at - 1):
            return
    behind = min(scene.piece_ends[max(after - 1, at)], sentence.last_token)
    if behind < sentence.last_token and scene.norms[behind] in RELATIVES:
        behind = min(scene.piece_ends[behind], sentence.last_token)
    if behind < sentence.last_token:
        yield scene.span(Phrase(behind, ends.right(behind, sentence)))


def _reports(scene: Scene, at: int) -> bool:
    """Whether a word is a reporting verb, its content still to come: `said, according to Reuters, that`."""
    form = match(verbs(), scene.norms, at, at + 1)
    return form is not None and "that" in form.cue.frames


def find_by_noun(scene: Scene, ends: Ends, sentence: Sentence, index: int) -> Iterator[Draft]:
    """`Kim's claim that …`, `a call by Kim for …`, `fears that …`."""
    for at in range(sentence.first_token, sentence.last_token):
        if scene.norms[at] not in nouns() or scene.in_speech(at):
            continue
        form = match(nouns(), scene.norms, at, sentence.last_token)
        if form is None or (scene.capitals[at] and at > sentence.first_token):
            continue
        draft = _noun(scene, ends, sentence, index, at, form)
        if draft is not None:
            yield draft


def _noun(scene: Scene, ends: Ends, sentence: Sentence, index: int, at: int, form: Form) -> Draft | None:
    after = at + 1 + len(form.rest)
    source = _owner(scene, at, sentence)
    behind = after
    if behind < sentence.last_token and scene.norms[behind] in _GIVERS and not scene.hard[behind]:
        giver = noun_phrase_after(scene, behind + 1, sentence.last_token)
        if giver is not None and _frame_of(scene, giver.after, sentence) in form.cue.frames:
            source, behind = giver, giver.after
    announced = _announced(scene, behind, sentence)
    frame = "is" if announced is not None else _frame_of(scene, behind, sentence)
    if announced is None and (frame not in form.cue.frames or _is_relative(scene, behind, sentence)):
        return None
    if source is None and not (frame == "that" and "alone" in form.cue.frames):
        return None
    first = announced or (behind + 1 if frame in _PREPOSED else behind)
    if first >= sentence.last_token:
        return None
    last = ends.right(first, sentence)
    if frame in _PREPOSED:
        last = min(last, _noun_end(scene, first, last))
    elif scene.piece_ends[sentence.first_token] > at:  # in an opening clause
        last = min(last, scene.piece_ends[first] if _opens(scene, sentence.first_token) else last)
    content = (scene.span(Phrase(first, last)),)
    return Draft(form.cue, frame, Phrase(at, after), source, content, index)


def _announced(scene: Scene, at: int, sentence: Sentence) -> int | None:
    """Where the content of `his message was clear: …` and `the fear is that …` begins."""
    if at >= sentence.last_token or scene.norms[at] not in ("is", "was", "are", "were", "remains"):
        return None
    for behind in range(at + 1, min(sentence.last_token, at + 4)):
        if ":" in scene.gaps[behind] or (scene.norms[behind] == "that" and behind == at + 1):
            return behind
        if scene.hard[behind]:
            return None
    return None


def _is_relative(scene: Scene, at: int, sentence: Sentence) -> bool:
    """Whether `that` stands for the noun itself: `guarantees that would hold`."""
    return scene.norms[at] == "that" and at + 1 < sentence.last_token and scene.finite[at + 1]


def _opens(scene: Scene, first: int) -> bool:
    """Whether a stretch that begins at a token only opens a sentence: `In addition,`, `While …`."""
    word = scene.norms[first]
    return is_participle(word) or word in PREPOSITIONS or word in _SUBORDINATORS


def _noun_end(scene: Scene, first: int, last: int) -> int:
    """Where the object of `talk of` ends: before a mark or a finite verb outside quotations."""
    for at in range(first + 1, min(last, first + 60)):
        if scene.hard[at] or (scene.finite[at] and scene.quotation_of[at] < 0):
            return at
    return last


def _frame_of(scene: Scene, at: int, sentence: Sentence) -> str:
    """What follows a noun or an adjective: `that`, `to`, a preposition; empty for anything else."""
    if at >= sentence.last_token or scene.hard[at]:
        return ""
    word = scene.norms[at]
    if word == "that" or word in PREPOSITIONS - {"to"}:
        return word
    if word in WH:
        return "wh"
    if word == "to" and at + 1 < sentence.last_token:
        return "to" if scene.norms[at + 1] in base_verbs() or scene.norms[at + 1] == "be" else "towards"
    return ""


def _owner(scene: Scene, at: int, sentence: Sentence) -> Phrase | None:
    """Whose claim it is: `Kim's`, `his`, over adjectives."""
    for before in range(at - 1, max(sentence.first_token, at - 5) - 1, -1):
        if scene.hard[before + 1]:
            return None
        if scene.norms[before] in _OWNERS:
            return Phrase(before, before + 1)
        token = scene.tokens[before]
        if scene.text[token.start : token.end].endswith(("'s", "’s")) or scene.gaps[before + 1][:1] in (
            "'",
            "’",
        ):
            return noun_phrase_before(scene, before + 1, sentence.first_token)
    return None


def find_by_adjective(scene: Scene, ends: Ends, sentence: Sentence, index: int) -> Iterator[Draft]:
    """`Kim is confident that …`, `Kim was wary of …`."""
    for at in range(sentence.first_token + 1, sentence.last_token):
        if scene.norms[at] not in adjectives() or scene.in_speech(at):
            continue
        form = match(adjectives(), scene.norms, at, sentence.last_token)
        verb = _being(scene, at, sentence)
        if form is None or verb is None:
            continue
        after = at + 1 + len(form.rest)
        frame = _frame_of(scene, after, sentence)
        source = subject(scene, verb, sentence.first_token)
        if frame not in form.cue.frames or source is None:
            continue
        first = after + 1 if frame in PREPOSITIONS and after + 1 < sentence.last_token else after
        content = scene.span(Phrase(first, ends.right(first, sentence)))
        yield Draft(form.cue, frame, Phrase(at, after), source, (content,), index)


def _being(scene: Scene, at: int, sentence: Sentence) -> int | None:
    """The form of `be` before an adjective, over adverbs and `not`."""
    for before in range(at - 1, max(sentence.first_token, at - 5) - 1, -1):
        if scene.norms[before] in _BEING:
            return before
        if scene.hard[before + 1]:
            return None
    return None


def find_by_adverb(scene: Scene, ends: Ends, sentence: Sentence, index: int) -> Iterator[Draft]:
    """`reportedly`, `allegedly`: the sentence around it, from a source that the text doesn't name."""
    for at in range(sentence.first_token, sentence.last_token):
        if scene.norms[at] not in adverbs() or scene.in_speech(at):
            continue
        form = match(adverbs(), scene.norms, at, sentence.last_token)
        if form is None:
            continue
        after = at + 1 + len(form.rest)
        content: list[Span] = []
        first = max(ends.left(at, sentence), sentence.first_token)
        if first < at:
            content.append(scene.span(Phrase(first, at)))
        if after < sentence.last_token:
            content.append(scene.span(Phrase(after, ends.right(after, sentence))))
        if content:
            yield Draft(form.cue, "adverb", Phrase(at, after), None, tuple(content), index)


def find_by_colon(scene: Scene, sentence: Sentence, index: int) -> Iterator[Draft]:
    """`Kim Lee: the plan is dead` at the head of a sentence, `…: Kim` at the end of a headline."""
    head = sentence.first_token
    end = scene.piece_ends[head] if head < sentence.last_token else sentence.last_token
    if end >= sentence.last_token or end - head > 7 or ":" not in scene.gaps[end]:
        return
    if sentence.last_token - end < 4 or scene.name_at(end - 1) is None:
        return
    if any(
        scene.finite[at] or not scene.capitals[at] for at in range(head, end) if scene.norms[at] not in _LINKS
    ):
        return
    content = scene.span(Phrase(end, sentence.last_token))
    yield Draft(COLON, "colon", None, Phrase(head, end), (content,), index)


COLON = Cue("", "mark", SpeechAct.SAYS, 0.0, frozenset())
"""Stands for the cue where only a colon ties source and content."""

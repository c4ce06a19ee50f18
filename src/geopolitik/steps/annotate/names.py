"""Names and their variants: places, bodies and persons, each mention with the key of what it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from geopolitik.model.annotation import MarkerKind, Name, NameKind, Sentence
from geopolitik.steps.annotate.name_lexicon import Known, given_names, heads, honorifics
from geopolitik.steps.annotate.offices import Offices
from geopolitik.steps.annotate.persons import Persons
from geopolitik.steps.annotate.pronouns import resolve_pronouns
from geopolitik.steps.annotate.reading import Reading
from geopolitik.steps.annotate.runs import CONNECTORS, Hit, Run, hits, is_title_case, runs
from geopolitik.text.grammar import AUXILIARIES, is_participle, is_verb, word_class

_LOCATIVES = word_class("locative")
_AGENT_PREPOSITIONS = frozenset(
    ["by", "with", "between", "against", "that", "as", "while", "but", "because", "if"]
)


def find_names(reading: Reading) -> list[Name]:
    """Every mention of a person, body or place in text order, not overlapping.

    A surname alone, a role (`the NATO chief`) and the pronouns he and she carry the key of the person they
    stand for, as far as the text settles it.
    """
    return _Finder(reading).find()


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._lower = frozenset(
            token.norm for at, token in enumerate(reading.tokens) if not reading.is_capital(at)
        )
        self._inner = _capital_inside(reading)
        self._places = _used_as_place(reading)
        self._reporting = {marker.start for marker in reading.markers if marker.kind is MarkerKind.REPORTING}
        self._persons = Persons()
        self._found: list[Name] = []
        self._listed: dict[int, list[Hit]] = {}
        self._offices = Offices(reading, self._persons, self._hits)

    def _hits(self, sentence: Sentence) -> list[Hit]:
        """The listed names of a sentence, looked up once."""
        found = self._listed.get(sentence.start)
        if found is None:
            found = self._listed[sentence.start] = list(hits(self._reading, sentence))
        return found

    def find(self) -> list[Name]:
        reading = self._reading
        plain = [sentence for sentence in reading.sentences if not is_title_case(reading, sentence)]
        pieces = {sentence.start: self._pieces(sentence) for sentence in plain}
        # Full names first, so that a surname before them finds its bearer; twice, so that a surname alone
        # makes a person of the full name.
        for sentence in (*plain, *plain):
            for piece in pieces[sentence.start]:
                if isinstance(piece, Run):
                    self._register(sentence, piece)
        for sentence in reading.sentences:
            if sentence.start in pieces:
                self._mention_all(sentence, pieces[sentence.start])
            else:
                self._mention_headline(sentence)
        self._found.sort(key=lambda name: name.start)
        self._found = join_acronyms(reading.text, self._found)
        if reading.english:
            roles_found = self._offices.mentions(plain, self._found)
            self._found = sorted([*self._found, *roles_found], key=lambda name: name.start)
            self._found = resolve_pronouns(reading, self._found, self._persons)
        return self._found

    def _pieces(self, sentence: Sentence) -> list[Hit | Run]:
        """Listed names and capitalised runs of a sentence; a run that swallows a listed name wins."""
        listed = self._hits(sentence)
        found: list[Hit | Run] = []
        for run in runs(self._reading, sentence, self._lower):
            inside = [hit for hit in listed if hit.first < run.after and run.first < hit.after]
            listed = [hit for hit in listed if hit not in inside]
            found += self._split(run, inside)
        return sorted([*found, *listed], key=lambda piece: piece.first)

    def _split(self, run: Run, inside: list[Hit]) -> Iterator[Hit | Run]:
        if not inside:
            yield from self._around_role(run)
            return
        if all(hit.first <= run.first and hit.after >= run.after for hit in inside):
            yield from inside
            return
        if self._is_body(run) or self._is_person_with_place(run, inside):
            yield run
            return
        at = run.first
        for hit in inside:
            if hit.first > at:
                yield from self._rest(at, hit.first)
            yield hit
            at = hit.after
        if at < run.after:
            yield from self._rest(at, run.after)

    def _around_role(self, run: Run) -> Iterator[Run]:
        """`Fjell President Olaf Berg`: what stands before the office is a name of its own."""
        for at in range(run.first + 1, run.after - 1):
            behind = self._offices.behind(at, run.after)
            if (
                at < behind < run.after
                and not self._is_body(run)
                and self._tokens[behind].norm not in CONNECTORS
            ):
                yield from self._rest(run.first, at)
                yield Run(at, run.after)
                return
        yield run

    def _rest(self, first: int, after: int) -> Iterator[Run]:
        while first < after and self._tokens[first].norm in CONNECTORS:
            first += 1
        while after > first and self._tokens[after - 1].norm in CONNECTORS:
            after -= 1
        if first < after:
            yield Run(first, after)

    def _is_body(self, run: Run) -> bool:
        """Whether a word at the end, or before `of`, says what the run names."""
        if run.after - run.first < 2:
            return False
        kinds = heads()
        if self._tokens[run.after - 1].norm in kinds:
            return True
        return any(
            self._tokens[at].norm in kinds and self._tokens[at + 1].norm in ("of", "for")
            for at in range(run.first, run.after - 1)
        )

    def _is_person_with_place(self, run: Run, inside: list[Hit]) -> bool:
        """`George Washington`, `Jordan Peterson`: a listed word that is part of a person's name."""
        hit = inside[0]
        if hit.known.rest or len(inside) > 1 or run.after - run.first != 2:
            return False
        return self._tokens[run.first].norm in given_names()

    # -- persons -----------------------------------------------------------------------------------------

    def _register(self, sentence: Sentence, run: Run) -> None:
        if self._is_body(run):
            return
        start = self._offices.behind(run.first, run.after)
        words = [token.norm for token in self._tokens[start : run.after]]
        if not words or any(word in ("of", "the", "for", "and") for word in words):
            return
        gender = self._gender(run, start)
        role = self._offices.before(sentence, run.first, start)
        after = self._offices.after(sentence, run.after)
        known = bool(role or after) or start > run.first
        if len(words) == 1:
            told = self._is_told(run.after) and not self._is_shouted(start) and words[0] not in self._places
            if start > run.first or role or told:
                self._persons.add_surname(words[0], gender, [*role, *after])
            return
        if known or self._looks_like_person(start, run.after):
            self._persons.add(words, gender, [*role, *after])

    def _is_shouted(self, at: int) -> bool:
        return self._reading.word(at).isupper() or self._tokens[at].norm in heads()

    def _looks_like_person(self, first: int, after: int) -> bool:
        """Whether a run of two to four capitalised words reads as a person's name."""
        words = [token.norm for token in self._tokens[first:after]]
        if not 2 <= len(words) <= 5 or any(
            self._reading.word(at).isupper() and len(words[at - first]) > 1 for at in range(first, after)
        ):
            return False
        if words[0] in given_names():
            return True
        if any(len(word) == 1 for word in words[1:-1]):
            return True
        if self._persons.key(words[-1:]) is not None and words[-1] not in heads():
            return True
        if words[-1] in self._inner or self._is_told(after):
            return len(words) <= 3 and not any(word in heads() for word in words)
        following = self._tokens[after].norm if after < len(self._tokens) else ""
        return following.isdigit() and 17 < int(following) < 105 and self._offices.comma_before(after)

    def _is_told(self, after: int) -> bool:
        """Whether a reporting verb follows."""
        tokens, at = self._tokens, after
        if at < len(tokens) and tokens[at].norm.endswith("ly") and self._reading.adjacent(at - 1):
            at += 1
        return at < len(tokens) and self._reading.adjacent(at - 1) and tokens[at].start in self._reporting

    def _gender(self, run: Run, start: int) -> str:
        titles = honorifics()
        for at in range(run.first, start):
            if self._tokens[at].norm in titles:
                return titles[self._tokens[at].norm]
        return given_names().get(self._tokens[start].norm, "") if run.after - start > 1 else ""

    # -- mentions ----------------------------------------------------------------------------------------

    def _mention_all(self, sentence: Sentence, pieces: list[Hit | Run]) -> None:
        for piece in pieces:
            if isinstance(piece, Hit):
                self._mention_hit(sentence, piece)
            else:
                self._mention_run(sentence, piece)

    def _add(self, first: int, after: int, entity: str, kind: NameKind) -> None:
        end = self._tokens[after - 1].end
        if self._reading.word(after - 1).endswith(("'s", "’s")):
            end -= 2
        self._found.append(Name(self._tokens[first].start, end, entity, kind))

    def _mention_hit(self, sentence: Sentence, hit: Hit) -> None:
        known = hit.known
        entity = known.entity
        if known.government_of and self._acts(sentence, hit, known):
            entity = known.government_of
        self._add(hit.first, hit.after, entity, known.kind)

    def _acts(self, sentence: Sentence, hit: Hit, known: Known) -> bool:
        """Whether a capital or seat stands for its government: as an agent, not as where something is."""
        if known.kind is NameKind.ORGANISATION:
            return True
        tokens = self._tokens
        before = tokens[hit.first - 1].norm if hit.first > sentence.first_token else ""
        if before in _LOCATIVES:
            return False
        if self._reading.word(hit.after - 1).endswith(("'s", "’s")) or before in _AGENT_PREPOSITIONS:
            return True
        following = tokens[hit.after].norm if hit.after < sentence.last_token else ""
        if hit.first == sentence.first_token and following and self._offices.comma_before(hit.after):
            return True  # Moscow, however, ...
        return following in AUXILIARIES or is_verb(following)

    def _mention_run(self, sentence: Sentence, run: Run) -> None:
        start = self._offices.behind(run.first, run.after)
        if self._is_body(run):
            self._mention_body(sentence, run)
            return
        words = [token.norm for token in self._tokens[start : run.after]]
        if (
            not words
            or words[0] == "of"
            or (len(words[0]) == 1 and len(words) == 2 and not self._is_initial(start))
        ):
            return
        key = self._persons.key(words, self._gender(run, start))
        if key is not None:
            self._persons.mentioned(key)
            self._add(start, run.after, key, NameKind.PERSON)
            return
        if len(words) == 1 and not self._stands_alone(sentence, start):
            return
        kind = self._kind(start, run.after, words)
        self._add(start, run.after, " ".join(words), kind)

    def _is_initial(self, at: int) -> bool:
        return self._reading.text[self._tokens[at].end] == "."

    def _stands_alone(self, sentence: Sentence, at: int) -> bool:
        """Whether one capitalised word is a name: not just the first of its sentence."""
        word = self._reading.word(at)
        if self._reading.article.language == "de":
            return False  # every noun has a capital
        if word.isdigit() or (len(word) == 1):
            return False
        if at != sentence.first_token and not self._reading.follows_opening(at):
            return True
        return self._tokens[at].norm in self._inner or (word.isupper() and len(word) < 7)

    def _kind(self, first: int, after: int, words: list[str]) -> NameKind:
        kinds = heads()
        if words[-1] in kinds:
            return kinds[words[-1]]
        if all(self._reading.word(at).isupper() for at in range(first, after)) and len(words[0]) < 7:
            return NameKind.ORGANISATION
        if len(words) == 1 and words[0] in self._places:
            return NameKind.PLACE
        if len(words) == 1 and self._is_told(after):
            return NameKind.PERSON
        return NameKind.OTHER

    def _mention_body(self, sentence: Sentence, run: Run) -> None:
        """A body under a key that joins `Russian Foreign Ministry` and `Russia's Foreign Ministry`."""
        tokens = self._tokens
        first = run.first + (tokens[run.first].norm == "the")
        words = [token.norm for token in tokens[first : run.after] if token.norm not in CONNECTORS]
        listed = self._hits(sentence)
        owner = next((hit for hit in listed if hit.first == first and hit.after < run.after), None)
        if owner is not None and owner.known.kind is NameKind.PLACE:
            words = [owner.known.entity, *words[owner.after - owner.first :]]
        elif first > 0 and any(hit.after == first and hit.known.kind is NameKind.PLACE for hit in listed):
            before = next(hit for hit in listed if hit.after == first)
            words = [before.known.entity, *words]
        kind = heads().get(tokens[run.after - 1].norm)
        if kind is None:
            kind = next((heads()[word] for word in words if word in heads()), NameKind.ORGANISATION)
        self._add(first, run.after, " ".join(words), kind)

    def _mention_headline(self, sentence: Sentence) -> None:
        """In a headline with capitals throughout only names known from elsewhere count."""
        taken = sentence.first_token
        listed = {hit.first: hit for hit in self._hits(sentence)}
        for at in range(sentence.first_token, sentence.last_token):
            if at < taken:
                continue
            if at in listed:
                self._mention_hit(sentence, listed[at])
                taken = listed[at].after
                continue
            for length in (3, 2, 1):
                words = [token.norm for token in self._tokens[at : at + length]]
                if at + length > sentence.last_token:
                    continue
                key = self._persons.key(words)
                if key is not None and self._reading.is_capital(at):
                    self._add(at, at + length, key, NameKind.PERSON)
                    taken = at + length
                    break


def _capital_inside(reading: Reading) -> frozenset[str]:
    """Words that are capitalised, alone in their run, where no sentence begins."""
    found = set()
    firsts = {sentence.first_token for sentence in reading.sentences}
    for at, token in enumerate(reading.tokens):
        if at in firsts and _opens_alone(reading, at):
            found.add(token.norm)
        if at in firsts or not reading.is_capital(at) or reading.follows_opening(at):
            continue
        before = at > 0 and reading.adjacent_name(at - 1) and reading.is_capital(at - 1)
        if not before:
            found.add(token.norm)
    return frozenset(found)


_STATE_THINGS = word_class("keeps a state")
_BEFORE_PLACES = word_class("stands before a place")


def _used_as_place(reading: Reading) -> frozenset[str]:
    """Capitalised words that the text uses as places: `in Vika`, `Vika's ministry`."""
    found = set()
    tokens = reading.tokens
    for at in range(1, len(tokens)):
        if not reading.is_capital(at):
            continue
        alone = at + 1 == len(tokens) or not (reading.is_capital(at + 1) and reading.adjacent(at))
        if alone and tokens[at - 1].norm in _BEFORE_PLACES:
            found.add(tokens[at].norm)
    for at in range(len(tokens) - 3):
        if reading.is_capital(at) and reading.word(at).endswith(("'s", "’s")):
            behind = {tokens[at + 1].norm, tokens[at + 2].norm}
            if not behind.isdisjoint(_STATE_THINGS):
                found.add(tokens[at].norm)
    return frozenset(found)


def _opens_alone(reading: Reading, at: int) -> bool:
    """`Berg, the governor, left`: one capitalised word before a comma opens the sentence."""
    token = reading.tokens[at]
    if (
        not (reading.is_capital(at) and token.content)
        or token.norm.endswith("ly")
        or is_participle(token.norm)
    ):
        return False
    return reading.text[token.end : token.end + 1] == ","


def join_acronyms(text: str, names: list[Name]) -> list[Name]:
    """`Fjord Trade Union (FTU)`: the acronym in brackets gets the key of the name before it."""
    keys: dict[str, str] = {}
    for before, name in pairwise(names):
        if text[before.end : name.start] != " (" or not text.startswith(")", name.end):
            continue
        letters = text[name.start : name.end].replace(".", "")
        words = text[before.start : before.end].split()
        initials = "".join(word[0] for word in words if word[0].isupper())
        if letters.isupper() and letters == initials:
            keys[name.entity] = before.entity
    return [replace(name, entity=keys.get(name.entity, name.entity)) for name in names] if keys else names

"""Who said what: a story's statements, each once."""

from __future__ import annotations

from pydantic import Field

from geopolitik.app.house import House
from geopolitik.app.stories.keeping import derivation_id
from geopolitik.app.stories.looking import Story, said_of, shown_of
from geopolitik.model.statement import DriftKind, SourceKind, SpeechAct, StatementType
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Shape
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.publish.site.views.said import SaidShown, said_shown


class Drift(Shape):
    """How one text's way of relaying a statement differs from that of the text it has it from."""

    kind: DriftKind = Field(description="What drifted.")
    before: str = Field(description="What the original has.")
    after: str = Field(description="What the copy has.")
    derivation: str = Field(description="The derivation along which it drifted, by its id.")
    load: float = Field(description="For a cue: by how much its load rose; above 0 it vouches for more.")


class Statement(Shape):
    """What somebody said once, however many texts relay it."""

    number: int = Field(description="Its number in the story, from 1.")
    source: str = Field(description="Who said it; empty if the texts name nobody.", examples=["Irena Dossan"])
    source_kind: SourceKind = Field(description="How the source is named: an anonymous one stays so.")
    act: SpeechAct = Field(description="What the source does by saying it; who declines adds nothing.")
    cue: str = Field(description="The words for saying it; empty where only a mark ties it to its source.")
    type: StatementType = Field(description="How much of it stands in quotation marks.")
    addressee: str = Field(description="Whom it was said to; empty if the text doesn't tell.")
    said_at: str | None = Field(description="When it was said, ISO 8601, if the text ties a time to it.")
    capture: str = Field(description="The capture of the first text that has it.")
    start: int = Field(description="Where its content begins there, in code points.")
    end: int = Field(description="Where it ends.")
    text: str | None = Field(description="Its words; for the public, shortened to at most 40.")
    withheld: bool = Field(description="Whether its words are for analysts only: too much would be shown.")
    relays: list[str] = Field(
        description="The ways on which it came, from who said it to the last text.",
        examples=[["Kim → The Independent → RT [1]"]],
    )
    drifts: list[Drift] = Field(description="What changed of its frame on the way.")


class StatementList(Listing[Statement]):
    """Statements, in the order of the story's texts."""


def statements(house: House, story: Story, *, whole: bool) -> list[Statement]:
    """The statements of a story.

    Args:
        house: keeps what was found of stories, and what the public is shown of them.
        story: the story.
        whole: whether all words are wanted; else those that a public page shows.
    """
    crediting = Crediting.of(story.edges, story.decisions, outright=whole, people={})
    shown = None if whole else shown_of(house, story.glance)
    found = said_shown(story.trace, said_of(house, story.glance), crediting, shown, {})
    return [_statement(story, one) for one in found]


def _statement(story: Story, one: SaidShown) -> Statement:
    return Statement(
        number=one.number,
        source=one.source,
        source_kind=SourceKind(one.kind),
        act=SpeechAct(one.act),
        cue=one.cue,
        type=StatementType(one.type),
        addressee=one.addressee,
        said_at=one.said_at or None,
        capture=one.capture,
        start=one.content.start,
        end=one.content.end,
        text=one.passage.excerpt.passage if one.passage else None,
        withheld=one.passage is None,
        relays=list(one.chains),
        drifts=[
            Drift(
                kind=kind,
                before=before,
                after=after,
                load=load,
                derivation=derivation_id(story.head.id, step.wordings[0], step.wordings[1]),
            )
            for step in one.drifts
            for kind, before, after, load in step.told
        ],
    )

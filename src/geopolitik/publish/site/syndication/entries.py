"""What feeds tell of: posts, stories and their revisions, decisions, copies that credit nobody."""

from __future__ import annotations

from datetime import datetime

from geopolitik.app.naming import credit_words
from geopolitik.app.stories.record import Entry as Turned
from geopolitik.model.keeping import Decision, Judgement, KeptDerivation, StoryHead
from geopolitik.model.people import User
from geopolitik.model.publishing import Post
from geopolitik.model.story import CreditState
from geopolitik.publish.feeds import Author, Entry
from geopolitik.publish.richtext import render
from geopolitik.publish.site.syndication.absolute import absolute
from geopolitik.publish.site.syndication.naming import name
from geopolitik.publish.site.syndication.news import news_line
from geopolitik.publish.site.views.addresses import redline_address, story_address, told_by
from geopolitik.publish.site.views.body import Around, mentions
from geopolitik.publish.site.views.decisions import decided
from geopolitik.publish.site.views.posts import post_address, summary
from geopolitik.publish.site.visit import Visit
from geopolitik.text.clean import one_line


def post_entry(visit: Visit, post: Post, author: User | None) -> Entry:
    """A post with its whole text."""
    site = visit.site.address
    address = site + post_address(post)
    published = post.published_at or post.created_at
    revised = post.revision > 1 and post.updated_at > published
    around = Around.of(visit, post.story_id)
    key = (post.id, post.revision, post.title, site, *around.key)

    def content() -> str:
        cited = around.sources(visit, post.body)
        html = render(post.body, mentions=mentions(visit), passages=cited.places.get)
        return absolute(html, site=site, page=address)

    def sources() -> str:
        return "\n".join(around.sources(visit, post.body).addresses)

    opening = "Revised since it was published. " if revised else ""
    return Entry(
        id=name(visit.site, "post", post.id, since=post.created_at),
        title=one_line(post.title),
        address=address,
        updated=post.updated_at if revised else published,
        published=published,
        summary=opening + summary(visit, post),
        authors=(Author(one_line(author.name), f"{site}/u/{author.id}"),) if author else (),
        content=visit.site.bodies.get(("feed content", *key), content),
        based_on=tuple(visit.site.bodies.get(("feed sources", *key), sources).split()),
    )


def story_entry(visit: Visit, head: StoryHead) -> Entry:
    """A story as it is now, with what its latest revision brought."""
    return Entry(
        id=name(visit.site, "story", head.id, since=head.created_at),
        title=one_line(head.title),
        address=visit.site.address + story_address(head),
        updated=head.updated_at,
        published=head.created_at,
        summary=f"{told_by(head)}. {news_line(visit, head.id, head.revision)}",
    )


def revision_entry(visit: Visit, head: StoryHead, revision: int, at: datetime) -> Entry:
    """One revision of a story."""
    query = "" if revision == head.revision else f"?revision={revision}"
    return Entry(
        id=name(visit.site, "story", head.id, "revision", str(revision), since=head.created_at),
        title=f"{one_line(head.title)}: revision {revision}",
        address=visit.site.address + story_address(head) + query,
        updated=at,
        published=at,
        summary=news_line(visit, head.id, revision),
    )


def turn_entry(visit: Visit, head: StoryHead, entry: Turned) -> Entry:
    """What became of a story: parted, split, joined, or that taken back."""
    event = entry.event
    other = f" The other: {one_line(entry.other.title)}." if entry.other else ""
    return Entry(
        id=name(visit.site, "story", head.id, "turn", str(event.number), since=head.created_at),
        title=f"{one_line(head.title)}: {entry.words[:1].lower()}{entry.words[1:]}",
        address=visit.site.address + story_address(head) + "#record",
        updated=event.withdrawn_at or event.at,
        published=event.at,
        summary=f"{entry.words}.{other}" + (f" {one_line(entry.reason)}" if entry.reason else ""),
    )


def decision_entry(visit: Visit, edge: KeptDerivation, decision: Decision, by: User | None) -> Entry:
    """What somebody decided about a derivation; of a decision that was taken back only that it was."""
    pair = f"{one_line(edge.copy_name)} and {one_line(edge.original_name)}"
    if decision.withdrawn_at is not None:
        title, told = f"Taken back: a decision about {pair}", "What was decided no longer holds."
    else:
        found = decided(decision, by, outright=False)
        assert found is not None
        title = f"{found.words}: {pair}"
        told = " ".join(filter(None, (_held(edge, decision), one_line(found.told))))
    return Entry(
        id=name(visit.site, "decision", decision.id, since=decision.at),
        title=title,
        address=visit.site.address + redline_address(edge.story_id, edge.id),
        updated=decision.withdrawn_at or decision.at,
        published=decision.at,
        summary=told,
    )


def _held(edge: KeptDerivation, decision: Decision) -> str:
    """What a decision in force says of a derivation."""
    match decision.judgement:
        case Judgement.REJECT:
            return f"{one_line(edge.copy_name)} is not made from {one_line(edge.original_name)}."
        case Judgement.APPROVE if edge.is_uncredited:
            return f"{_kind(edge)}, {_credit(edge)}."
        case Judgement.CORRECT:
            return ""
        case _:
            return f"{_kind(edge)}."


def uncredited_entry(visit: Visit, edge: KeptDerivation, decision: Decision) -> Entry:
    """A copy that credits nobody, or another, as an editor approved."""
    changes = ((edge.high, "high"), (edge.medium, "medium"), (edge.low, "low"))
    counted = ", ".join(f"{number} {severity}" for number, severity in changes if number)
    told = f"Changes by severity: {counted}." if counted else "No changes were found."
    return Entry(
        id=name(visit.site, "uncredited", edge.id, decision.id, since=decision.at),
        title=f"{_kind(edge)}, {_credit(edge)}",
        address=visit.site.address + redline_address(edge.story_id, edge.id),
        updated=decision.at,
        published=decision.at,
        summary=f"{told} Approved by an editor: {one_line(decision.reason)}",
    )


def _kind(edge: KeptDerivation) -> str:
    """`RiverWatch: rewrite of Meridian`."""
    return f"{one_line(edge.copy_name)}: {edge.kind} of {one_line(edge.original_name)}"


def _credit(edge: KeptDerivation) -> str:
    return credit_words(CreditState(edge.credit), edge.credited_to, one_line(edge.original_name))

"""What repeats on an outlet's pages: learnt as they arrive, and left out when texts are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from geopolitik import pipeline
from geopolitik.app.house import House
from geopolitik.app.naming import outlet_of, outlet_slug, publisher_of
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article
from geopolitik.model.profile import OutletProfile
from geopolitik.model.story import Trace
from geopolitik.steps.correcting import address_of
from geopolitik.steps.extract import block_keys
from geopolitik.storage import profiles
from geopolitik.storage.watched import key_of


def profile_of(house: House) -> Callable[[Article], OutletProfile | None]:
    """Names what is known of the pages of an article's outlet."""

    def known(article: Article) -> OutletProfile | None:
        outlet = outlet_slug(publisher_of(article))
        with house.store.reading() as r:
            return profiles.of_outlets(r, [outlet]).get(outlet)

    return known


def read_by_profile(connection: Connection, annotation: Annotation) -> Annotation:
    """A text that was read without it, read with what is known of its outlet's pages."""
    outlet = outlet_of(annotation)
    return pipeline.profiled(annotation, profiles.of_outlets(connection, [outlet]).get(outlet))


def learn_from(connection: Connection, annotation: Annotation) -> tuple[str, ...]:
    """Learn from a page that stands in its story by now.

    Returns:
        Ids of the stories that what is known from now on may have made of pages that have nothing to do
        with each other.
    """
    page = key_of(address_of(annotation) or annotation.capture_id)
    blocks = block_keys(annotation.article)
    outlet = outlet_of(annotation)
    learnt = profiles.learn(connection, outlet, page, annotation.capture_id, blocks)
    return profiles.brought_together(connection, outlet, learnt) if learnt else ()


def as_known_now(connection: Connection, trace: Trace) -> Trace:
    """A trace with its texts read by what is known of their outlets now.

    What was reasoned from a text that is read otherwise is left out: it is reasoned anew. The texts stay in
    their order; a trace of which nothing changes is returned as it is.
    """
    known = profiles.of_outlets(connection, {outlet_of(text) for text in trace.annotations})
    if not known:
        return trace
    texts = tuple(pipeline.profiled(text, known.get(outlet_of(text))) for text in trace.annotations)
    changed = {now.capture_id for was, now in zip(trace.annotations, texts, strict=True) if was is not now}
    if not changed:
        return trace
    return replace(
        trace,
        annotations=texts,
        wordings=tuple(w for w in trace.wordings if w.representative not in changed),
        alignments=tuple(
            entry
            for entry in trace.alignments
            if changed.isdisjoint((entry[2].a.capture_id, entry[2].b.capture_id))
        ),
        redlines=tuple(
            r
            for r in trace.redlines
            if changed.isdisjoint((r.alignment.a.capture_id, r.alignment.b.capture_id))
        ),
    )

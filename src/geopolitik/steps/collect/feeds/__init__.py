"""Feeds in: RSS, RDF, Atom, JSON Feed and sitemaps of news, read apart from us and within bounds."""

from __future__ import annotations

from geopolitik.steps.collect.feeds.reading import feeds_of, read_feed, read_opml

__all__ = ["feeds_of", "read_feed", "read_opml"]

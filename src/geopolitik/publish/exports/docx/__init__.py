"""A redline as a Word document with real tracked changes.

`strand` lays out either text in its own order, `merging` makes one text of the two, `passages` weaves the
short passages that the public is shown, `body`, `comments`, `head` and `frame` write it, `package` puts the
file together.
"""

from __future__ import annotations

from geopolitik.publish.exports.docx.document import to_docx
from geopolitik.publish.exports.docx.heading import Heading, heading_of
from geopolitik.publish.exports.docx.passages import Told

__all__ = ["Heading", "Told", "heading_of", "to_docx"]

"""The words of the site's pages, for readers."""

from __future__ import annotations

from geopolitik.model.story import DerivationKind

WORDS: tuple[tuple[str, str], ...] = (
    ("Outlet", "Who publishes: a site, a channel, an agency."),
    ("Text, or capture", "One page or file as it stood at one moment. It is kept unchanged, with its hash."),
    (
        "Wording",
        "One text, however many pages carry it. Two pages with the same wording are one origin, not two "
        "confirmations.",
    ),
    ("Story", "The wordings about one event."),
    (
        "Origin",
        "A wording that is made from no other here. Their number is a range where the evidence leaves it "
        "open.",
    ),
    ("Stemma", "The family tree of a story: who has the text from whom."),
    ("Derivation", "One line of that tree, from an original to a copy, with its kind and its evidence."),
    (
        "Credit",
        "Whom a page names for its text: fully, in part, another, or nobody. The last two stand on public "
        "pages only once an editor has approved it; until then they say “credit not reviewed yet”.",
    ),
    ("Redline", "Original and copy side by side, with every change marked."),
    (
        "Change, and its severity",
        "High: what is claimed, by whom, or how surely has changed, or the means to check it are gone. "
        "Medium: colour, scope or detail is lost or added. Low: style.",
    ),
    (
        "Cannot tell",
        "A verdict like any other: the evidence does not settle it. It says what would.",
    ),
    (
        "Confirmed, corrected, rejected",
        "What a person here decided about a derivation. It stands beside what the machine says, and replaces "
        "nothing.",
    ),
)
"""Word and meaning."""

DERIVATIONS: dict[DerivationKind, str] = {
    DerivationKind.REPOST: "The same wording on another page.",
    DerivationKind.LIGHT_EDIT: "Nearly the same words.",
    DerivationKind.ABRIDGED: "Shorter, by leaving out.",
    DerivationKind.EXPANDED: "Longer, by adding.",
    DerivationKind.REWRITE: "Told in other words.",
    DerivationKind.EXCERPT: "A part within another text.",
    DerivationKind.TRANSLATION: "Told in another language.",
    DerivationKind.UNKNOWN: "Original or copy was not captured, so how much was changed cannot be seen.",
}

INBOX_KEYS: tuple[tuple[str, str], ...] = (
    ("j", "next"),
    ("k", "previous"),
    ("y", "confirm"),
    ("n", "reject"),
    ("/", "look for something"),
    ("u", "undo"),
    ("Esc", "leave a field, or close a decision"),
    ("?", "all keys"),
)
"""What the keys of the inbox do; its own help lists the rest."""

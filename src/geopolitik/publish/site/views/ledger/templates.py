"""What a new entry's form begins with: the fields that most have."""

from __future__ import annotations

from geopolitik.model.ledger.keeping import EntryKind

TEMPLATES = {
    EntryKind.CASE: "id:\ntitle:\nabout:\nzones: []\n",
    EntryKind.DOCUMENT: "id:\npublisher:\npublished:\ntitle:\naddress:\n",
    EntryKind.ACTOR: "id:\nname:\nkind: state\n",
    EntryKind.ARRANGEMENT: "id:\ntitle:\nparties: []\nrests on:\n  - document:\n    quote:\n",
    EntryKind.INCIDENT: (
        "id:\ntitle:\noccurred:\nplace:\nplace precision: unstated\nrests on:\n  - document:\n    quote:\n"
    ),
    EntryKind.ACCOUNT: (
        "id:\narrangement:\nactor:\nsaid:\nstance: holds\nterm:\n  start:\n  until:\n  end day: unstated\n"
        "covers:\nrests on:\n  - document:\n    quote:\n"
    ),
    EntryKind.LADDER: (
        "id:\narrangement:\ntitle:\nclock: verified\nzones: []\nfinders: []\nsteps:\n  - id:\n    title:\n"
        "    duty: MUST\n    bearers: []\n    windows:\n      - limit: within\n        duration:\n"
        "rests on:\n  - document:\n    quote:\n"
    ),
    EntryKind.POSITION: (
        "id:\nactor:\nissue:\nkind: demand\ncontent:\nsaid:\nrests on:\n  - document:\n    quote:\n"
    ),
}
"""YAML, by kind."""

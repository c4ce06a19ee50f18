"""The columns of the ETH/PRIO ceasefire data: their order, which are needed, and what is plain in them."""

from __future__ import annotations

import re

HEADER = (
    "cc",
    "cf_id",
    "uniq_id",
    "location",
    "region",
    "link",
    "ucdp_actor_id",
    "actor_name",
    "ucdp_acd_id",
    "ucdp_dyad",
    "pax_id",
    "cf_dec_yr",
    "cf_dec_month",
    "cf_dec_day",
    "cf_effect_yr",
    "cf_effect_month",
    "cf_effect_day",
    "evidence_onset",
    "side",
    "partial",
    "written",
    "fixed",
    "fixed_time",
    "nsa_frac",
    "p_humanitarian",
    "p_peaceprocess",
    "p_holiday",
    "p_election",
    "p_other",
    "p_other_comment",
    "p_unclear",
    "ceasefire_class",
    "timing",
    "cf_pp",
    "mediator_nego",
    "mediator_send",
    "implement",
    "enforcement",
    "ddr",
    "splinter",
    "ended",
    "end_yr",
    "end_month",
    "end_day",
    "evidence_end",
    "comment",
    "factivia_source",
    "factivia_page",
    "truce",
    "recentadditions",
    *(f"link_id{number}" for number in range(1, 36)),
    "coder",
    "id",
)
"""In the order of the data set's own file."""

CEASEFIRE = "uniq_id"
ACTOR = "ucdp_actor_id"
ACTOR_NAME = "actor_name"
DECLARED = ("cf_dec_yr", "cf_dec_month", "cf_dec_day")
EFFECTIVE = ("cf_effect_yr", "cf_effect_month", "cf_effect_day")
ENDED = ("end_yr", "end_month", "end_day")
DATES = {"declared": DECLARED, "effective": EFFECTIVE, "end": ENDED}
"""The three dates of a row, each in three columns: year, month, day."""

NEEDED = (CEASEFIRE, ACTOR, ACTOR_NAME, *DECLARED, *EFFECTIVE, *ENDED)
"""Without these a row says nothing that an account could hold."""

_ROWS_OWN = frozenset({ACTOR, ACTOR_NAME, "id"})
_KNOWN = frozenset(HEADER)

_NAMES = {
    "side": "side",
    "partial": "partial",
    "written": "written",
    "fixed": "fixed term",
    "fixed_time": "length of the term",
    "ceasefire_class": "class",
    "p_humanitarian": "purpose: humanitarian",
    "p_peaceprocess": "purpose: peace process",
    "p_holiday": "purpose: holiday",
    "p_election": "purpose: election",
    "p_other": "purpose: other",
    "p_other_comment": "purpose: other, in words",
    "p_unclear": "purpose: unclear",
    "mediator_nego": "mediated",
    "mediator_send": "mediators",
    "implement": "implementation",
    "enforcement": "enforcement",
    "ended": "how it ended",
}
_YES_OR_NO = re.compile(r"partial|p_(?!other_comment)\w+")


def is_rows_own(column: str) -> bool:
    """Whether a column is always the row's own: who speaks, its number, what the data set doesn't know."""
    return column in _ROWS_OWN or column not in _KNOWN


def name_of(column: str) -> str:
    """A column's name in words, or the column itself where its name doesn't tell what it means."""
    return _NAMES.get(column, column)


def meaning_of(column: str, code: str) -> str:
    """What a code says in plain words: `yes` and `no` where the column asks for that; otherwise the code."""
    if _YES_OR_NO.fullmatch(column):
        return {"0": "no", "1": "yes"}.get(code, code)
    return code

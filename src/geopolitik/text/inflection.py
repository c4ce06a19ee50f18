"""Words in every form: says, said, saying; one match, two matches."""

from __future__ import annotations


def spellings(entry: str, forms: str) -> tuple[str, ...]:
    """An entry with its first word in every form."""
    if not forms:
        return (entry,)
    head, _, tail = entry.partition(" ")
    heads = regular_forms(head) if forms == "*" else tuple(forms.split("|"))
    return tuple(f"{form} {tail}".strip() for form in (head, *heads))


def regular_forms(verb: str) -> tuple[str, str, str]:
    """Third person, past and participle of a regular verb."""
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es", verb + "ed", verb + "ing"
    return verb + "s", verb + "ed", verb + "ing"


def count(number: int, noun: str) -> str:
    """`1 match`, `2,000 matches`: a number with a noun of regular plural."""
    return f"1 {noun}" if number == 1 else f"{number:,} {regular_forms(noun)[0]}"

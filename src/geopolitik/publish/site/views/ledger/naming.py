"""What pages of the ledger are called, and the way to them."""

from __future__ import annotations

from geopolitik.publish.site.views.head import Crumb


def case_crumbs(case_id: str, title: str, *further: Crumb) -> tuple[Crumb, ...]:
    """The way to a case, or to a page of it."""
    return (("Ledger", "/ledger"), (title, f"/ledger/{case_id}" if further else ""), *further)

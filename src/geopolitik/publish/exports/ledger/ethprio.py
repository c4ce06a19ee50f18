"""Accounts in the form of the ETH/PRIO ceasefire data."""

from __future__ import annotations

from dataclasses import replace

from geopolitik.ledger.ethprio import write
from geopolitik.ledger.knowledge import knowledge_of
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.publish.exports.ledger.asked import Asked, File


def ethprio(asked: Asked) -> File:
    """The accounts that may have been known, one row each.

    The cells stand as they are: another program must find the codes that it expects. A spreadsheet would run
    a cell that begins as a formula; the import reports those.

    Raises:
        EthprioError: no arrangement of the case has columns of the data set.
    """
    case = asked.case
    accounts = tuple(
        account
        for account in case.accounts
        if knowledge_of(account.said, account.known, case.zones, asked.known) is not Knowledge.NOT_YET
    )
    exported = write(replace(case, accounts=accounts))
    later = len(case.accounts) - len(accounts)
    told = (f"accounts that were not yet known: {later}",) if later else ()
    return File(exported.content, (*told, *exported.left_out))

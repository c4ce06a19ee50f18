"""Asking for a password, without showing it."""

from __future__ import annotations

import sys

import click

from geopolitik.errors import UsageError


def ask_password() -> str:
    """A password, asked for twice; the first line of standard input if that is no terminal.

    Raises:
        UsageError: standard input is empty.
    """
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UsageError("standard input", "holds no password", "Write it on the first line.")
    return line

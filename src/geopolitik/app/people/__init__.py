"""Accounts: who comes in, with which role, and how."""

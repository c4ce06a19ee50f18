"""Stories that are kept: made from traces, looked at, decided about."""

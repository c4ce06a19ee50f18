"""Stories that are kept: made from traces, growing with what arrives, looked at, decided about.

A text arrives: `growing` takes it in, `catching_up` what a killed process left. It is read by what
`furnishing` has learnt of its outlet. `planning` reasons where it belongs (`belonging`) and what becomes of
the story with it (`extending`, `weighing`; `ahead` in other processes). `keeping` writes that down, and
`preparing` makes what readers would wait for.

What becomes of stories: `splitting` by the machine, `parting` by analysts, `turning` for both, told by
`record`. What people do: `looking`, `comparing`, `deciding`, `replying`, `managing`, and `naming` for who is
named where. `archived` keeps what was traced in an archive.
"""

"""An archive on disk: its partitions, its index in sorted memory-mapped arrays, and what is found in it.

Where things lie: `layout`, `schemas`, `files`, `tables`. Building: `partition` (with `features`, `sketches`,
`quoting`), then over all of them `ordering`, `wordings`, `furniture` and the `shards` of `grams`. Pairing:
`candidates`, `passages`, `verifying`, `joining`, `clusters`. Asking: `shelf`, `searching`.
"""

"""Results for eyes and for machines.

One trace at a time: `terminal`, `html` (a report in one file) and `json`, over `view`, which decides what a
report shows. All that is kept: `site` (pages), `api` and `feeds`. Between them: `richtext` (posts), `games`,
`structured` (what machines are told of a page) and `exports` (Word documents, tables).
"""

"""The site: channels and posts, stories with their redlines, and the desks of those who work on them.

A request's way: `security` and `routing` make a `Visit` of it; a function of `pages` asks `app` for what the
viewer may see or do; `views` decide what is shown of it; `rendering` fills a template. `syndication` does the
same for feeds.
"""

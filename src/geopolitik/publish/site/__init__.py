"""The site: channels and posts, stories with their redlines, and the desks of those who work on them."""

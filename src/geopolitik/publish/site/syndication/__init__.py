"""The site's feeds: what each holds, and how it is served.

They show what a visitor may see, to everybody.
"""

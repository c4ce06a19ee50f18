"""Watch-lists: who copies this outlet, this text, or names this name?"""

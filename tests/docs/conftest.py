"""Lets the tests of the pages import the tools that make them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

"""Files that hold many pages: web archives, lines of JSON, tables, channel exports.

They are read in a child process with bounds of time and memory, because anybody may have made them.
"""

from geopolitik.steps.collect.files.child import read_file
from geopolitik.steps.collect.files.held import Held, Page, Unread
from geopolitik.steps.collect.files.naming import files_in, is_page

__all__ = ["Held", "Page", "Unread", "files_in", "is_page", "read_file"]

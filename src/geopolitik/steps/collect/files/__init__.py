"""Files that hold many pages: web archives, lines of JSON, tables, channel exports.

They are read in a child process with bounds of time and memory, because anybody may have made them. Lines of
JSON can also be read in stretches, by several processes.
"""

from geopolitik.steps.collect.files.child import read_file
from geopolitik.steps.collect.files.held import Held, Page, Unread
from geopolitik.steps.collect.files.naming import files_in, is_page
from geopolitik.steps.collect.files.stretches import Stretch, held_in, stretches

__all__ = ["Held", "Page", "Stretch", "Unread", "files_in", "held_in", "is_page", "read_file", "stretches"]

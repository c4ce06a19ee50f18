"""Pictures that are handed in: told by their bytes, measured, and kept without metadata."""

from geopolitik.app.pictures.tidying import MOST_BYTES as MOST_BYTES
from geopolitik.app.pictures.tidying import Tidy as Tidy
from geopolitik.app.pictures.tidying import tidied as tidied

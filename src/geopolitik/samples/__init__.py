"""The bundled sample story: fiction, written for this project, with the truth beside it."""

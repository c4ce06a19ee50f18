"""The words GeoPolitik thinks in: frozen dataclasses that import only the standard library."""

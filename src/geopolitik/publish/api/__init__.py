"""The API under /api/v1: what the site shows and does, for programs; described by OpenAPI."""

"""Alembic: the store's tables, version by version."""

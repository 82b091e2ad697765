"""Alembic's way in: runs the migrations on the connection that ``bot.gateway.migrate`` holds."""

from __future__ import annotations

from alembic import context

from bot.gateway.migrate import expected

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=expected(connection.dialect.name),
    transactional_ddl=True,  # SQLite can, once a transaction was begun in words
    render_as_batch=True,  # SQLite alters a column by copying the table
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()

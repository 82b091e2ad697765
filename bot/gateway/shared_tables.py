"""Tables that there are on PostgreSQL only: Rasa's, and whose database it is.

Rasa's environment has no Alembic, so its tables are made with the gateway's. On SQLite it has a
file of its own, which it makes itself (``bot/rasa/archive.py``).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

metadata = MetaData()

installation = Table(
    "installation",
    metadata,
    Column("one", SmallInteger, primary_key=True, autoincrement=False),
    Column("name", String(40), nullable=False),
)
"""The one row says which installation the database belongs to."""

rasa_conversations = Table(
    "rasa_conversations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("events", Integer, nullable=False),
    Column("recent", LargeBinary, nullable=False),
    Column("last_turn", BigInteger, nullable=False, index=True),
)
"""``recent`` is sealed; ``last_turn`` is in seconds since 1970, to the minute."""

rasa_events = Table(
    "rasa_events",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""``body`` is sealed."""

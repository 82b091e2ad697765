"""The tables of the gateway's store. There is no column for typed words.

What a ``LargeBinary`` named here as sealed holds, only who has the conversation's token, or the
link of the record, can open: see ``sealed.py``.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False),
    Column("last_turn", DateTime, nullable=False, index=True),
    Column("turns", Integer, nullable=False),
    Column("issued", LargeBinary, nullable=False),
)
"""``issued`` is sealed. ``last_turn`` is UTC, to the minute: how long it is idle."""

turns = Table(
    "turns",
    metadata,
    Column("conversation", ForeignKey("conversations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("client_id", String(64)),
    Column("said", LargeBinary),
    Column("blocks", LargeBinary, nullable=False),
    UniqueConstraint("conversation", "client_id"),
)
"""``said`` and ``blocks`` are sealed."""

votes = Table(
    "votes",
    metadata,
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("answer_id", String(16), primary_key=True),
    Column("day", Date, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("helped", Boolean, nullable=False),
)
"""Which way a conversation's answers were voted. They go with it."""

left_out = Table(
    "left_out",
    metadata,
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
)
"""Of which kinds of things, such as names, a person knows that they were left out."""

feedback = Table(
    "feedback",
    metadata,
    Column("day", Date, primary_key=True),
    Column("outcome", String(20), primary_key=True),
    Column("helped", Boolean, primary_key=True),
    Column("count", Integer, nullable=False),
)
"""How many said that such an answer helped, or did not. No conversation stands beside a count."""

usage = Table(
    "usage",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)
"""In how many conversations something was first met on a day: a way in, an intent, a class of
outcome, the topic of a question that was not answered. Each is counted by itself."""

teams_chats = Table(
    "teams_chats",
    metadata,
    Column("chat", LargeBinary(32), primary_key=True),
    Column("place", LargeBinary(32), nullable=False, index=True),
    Column(
        "conversation",
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
)
"""Which conversation goes on in which chat of Teams: keyed hashes, and nobody's name."""

teams_seen = Table(
    "teams_seen",
    metadata,
    Column("name", LargeBinary(32), primary_key=True),
    Column("seen", DateTime, nullable=False, index=True),
)
"""Deliveries that were taken and buttons that were used, so that nothing runs twice: hashes."""

teams_owed = Table(
    "teams_owed",
    metadata,
    Column("name", LargeBinary(32), primary_key=True),
    Column("place", LargeBinary(32), nullable=False, index=True),
    Column("came", DateTime, nullable=False),
    Column("due", DateTime, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""Deliveries that were acknowledged and are not answered yet: where the answer goes, sealed, and no
typed words. Whoever works on one moves ``due`` on; what is past due, nobody works on any more."""

to_forget = Table("to_forget", metadata, Column("id", String(32), primary_key=True))
"""Conversations that are gone here and of which Rasa still has to be told."""

records = Table(
    "records",
    metadata,
    Column("id_hash", LargeBinary(32), primary_key=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("made", DateTime, nullable=False),
    Column("expires", DateTime, nullable=False, index=True),
    Column("payload", LargeBinary, nullable=False),
)
"""Records of answers; ``payload`` is sealed. Times are UTC. Who has the id may read it; only
its hash is here."""

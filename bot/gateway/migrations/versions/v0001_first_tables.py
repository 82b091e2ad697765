"""The first tables that have a version. Counts of feedback may be there from before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The way there; there is none back: a backup is."""
    _conversations()
    _what_goes_with_them()
    _records()
    _teams()
    _counts()
    if op.get_bind().dialect.name == "postgresql":
        _only_on_postgresql()


def _of_conversation(ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], ondelete=ondelete)


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("last_turn", sa.DateTime, nullable=False, index=True),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("issued", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "turns",
        sa.Column("conversation", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("client_id", sa.String(64)),
        sa.Column("said", sa.LargeBinary),
        sa.Column("blocks", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("conversation", "client_id"),
        _of_conversation(),
    )


def _what_goes_with_them() -> None:
    op.create_table(
        "votes",
        sa.Column("conversation", sa.String(32), primary_key=True),
        sa.Column("answer_id", sa.String(16), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("helped", sa.Boolean, nullable=False),
        _of_conversation(ondelete="CASCADE"),
    )
    op.create_table(
        "left_out",
        sa.Column("conversation", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        _of_conversation(ondelete="CASCADE"),
    )


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("id_hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("conversation", sa.String(32), nullable=False, index=True),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("expires", sa.DateTime, nullable=False, index=True),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        _of_conversation(),
    )


def _teams() -> None:
    op.create_table(
        "teams_chats",
        sa.Column("chat", sa.LargeBinary(32), primary_key=True),
        sa.Column("place", sa.LargeBinary(32), nullable=False, index=True),
        sa.Column("conversation", sa.String(32), nullable=False, unique=True),
        _of_conversation(ondelete="CASCADE"),
    )
    op.create_table(
        "teams_seen",
        sa.Column("name", sa.LargeBinary(32), primary_key=True),
        sa.Column("seen", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "teams_owed",
        sa.Column("name", sa.LargeBinary(32), primary_key=True),
        sa.Column("place", sa.LargeBinary(32), nullable=False, index=True),
        sa.Column("came", sa.DateTime, nullable=False),
        sa.Column("due", sa.DateTime, nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _counts() -> None:
    op.create_table(
        "feedback",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("outcome", sa.String(20), primary_key=True),
        sa.Column("helped", sa.Boolean, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "to_forget", sa.Column("id", sa.String(32), primary_key=True), if_not_exists=True
    )


def _only_on_postgresql() -> None:
    op.create_table(
        "installation",
        sa.Column("one", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(40), nullable=False),
    )
    op.create_table(
        "rasa_conversations",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("recent", sa.LargeBinary, nullable=False),
        sa.Column("last_turn", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "rasa_events",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )

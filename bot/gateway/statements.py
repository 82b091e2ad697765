"""What is asked of the store each turn. Made once: SQLAlchemy finds their SQL by identity."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from bot.gateway.tables import conversations, turns

FIND = select(conversations).where(conversations.c.id == bindparam("id"))
_OF_IT = turns.c.conversation == bindparam("id")
ANSWERED = select(turns).where(_OF_IT, turns.c.client_id == bindparam("client_id"))
NUMBERED = select(turns).where(_OF_IT, turns.c.number == bindparam("number"))
AFTER = select(turns).where(_OF_IT, turns.c.number > bindparam("number")).order_by(turns.c.number)
GO_ON = update(conversations).where(conversations.c.id == bindparam("this"))
KEEP = insert(turns)

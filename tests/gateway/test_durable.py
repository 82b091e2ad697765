"""A turn that was answered is on disk, however the database is set."""

from __future__ import annotations

from sqlalchemy import text

from bot.gateway.database import postgres_engine
from tests.postgres import Postgres


async def test_an_answer_does_not_come_before_its_turn_is_on_disk(postgres: Postgres) -> None:
    """With ``synchronous_commit`` off a killed server forgets what it said was kept."""
    assert postgres.psql("SHOW synchronous_commit") == "off"
    engine = postgres_engine(postgres.new_database())

    async with engine.connect() as connection:
        ours = await connection.scalar(text("SHOW synchronous_commit"))
    await engine.dispose()

    assert ours == "on"

"""A backup of the database, restored as docs/how-to/deploy.md says."""

from __future__ import annotations

from bot.database import Database
from tests.gateway.conftest import Running
from tests.postgres import ACCOUNT, Postgres, name_of

DATABASES = ("postgresql",)


def run(postgres: Postgres, program: str, *options: str) -> None:
    """One of PostgreSQL's own programs, on the server of the tests."""
    postgres._run(program, f"--host={postgres.folder}", f"--username={ACCOUNT}", *options)


async def test_a_restored_conversation_goes_on(
    running: Running, database: Database, postgres: Postgres
) -> None:
    """Over what came later, with the keys of before; what was cleared meanwhile is back as well."""
    name, file = name_of(database.url), f"--file={postgres.folder / 'safe.dump'}"
    async with running() as before:
        await before.begin()
        await before.say("hello")
        run(postgres, "pg_dump", "--format=custom", file, name)
        await before.end()
        assert (await before.past()).status_code == 404

    dump = file.removeprefix("--file=")
    run(postgres, "pg_restore", f"--dbname={name}", "--clean", "--if-exists", dump)
    async with running() as after:
        after.id, after.token, after.count = before.id, before.token, before.count
        past = (await after.past()).json()["turns"]
        answer = await after.choose("danger_now", "no")

    assert [turn["turn"] for turn in past] == [0, 1]
    assert answer.json()["turn"] == 2


async def test_a_backup_without_its_keys_is_nothing(
    running: Running, database: Database, postgres: Postgres
) -> None:
    """The dump has no word of the conversation."""
    async with running() as person:
        await person.begin()
        await person.say("hello")
    plain = postgres.folder / "plain.sql"
    run(postgres, "pg_dump", f"--file={plain}", name_of(database.url))

    dump = plain.read_text("utf-8")
    assert person.id in dump
    assert not [word for word in ("Turn 1", "Kia ora", "danger") if word in dump]

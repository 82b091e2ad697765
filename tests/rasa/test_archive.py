"""The conversations' file: which one is opened, and who may read it."""

from __future__ import annotations

import random
import resource
import sqlite3
import time
from contextlib import closing
from threading import Timer
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from bot.rasa import purge
from bot.rasa.archive import Archive, NotSaved
from bot.rasa.lock_store import ConversationLocks
from bot.rasa.retention import drop_idle
from bot.sealing.keyring import Keyring

if TYPE_CHECKING:
    from pathlib import Path

KEYS = Keyring([b"k" * 32])


def everything_in(folder: Path) -> bytes:
    """Every byte of a folder's files."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    """Rather than read in a way that it was not written."""
    db = sqlite3.connect(tmp_path / "rasa.db")
    db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(NotSaved, match="version 99"):
        Archive(tmp_path / "rasa.db", KEYS)


def test_a_file_from_before_there_were_seals_is_emptied(tmp_path: Path) -> None:
    """Nothing in it says how old it is, and anybody could read it."""
    with closing(sqlite3.connect(tmp_path / "rasa.db")) as db, db:
        db.execute("CREATE TABLE conversations (id TEXT PRIMARY KEY, events INTEGER, recent TEXT)")
        db.execute("CREATE TABLE events (conversation TEXT, position INTEGER, body TEXT)")
        db.execute("INSERT INTO conversations VALUES ('of-old', 1, 'neglect')")
        db.execute("INSERT INTO events VALUES ('of-old', 1, 'neglect')")
        db.execute("PRAGMA user_version = 1")

    archive = Archive(tmp_path / "rasa.db", KEYS)

    assert archive.ids() == []
    assert b"neglect" not in everything_in(tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("DROP TABLE events; CREATE TABLE events (conversation)", id="a column"),
        pytest.param("ALTER TABLE conversations DROP COLUMN last_turn", id="of another version"),
    ],
)
def test_a_file_that_is_half_made_is_refused(tmp_path: Path, damage: str) -> None:
    """It says its version all the same, and each turn would fail."""
    Archive(tmp_path / "rasa.db", KEYS)
    with closing(sqlite3.connect(tmp_path / "rasa.db")) as db:
        db.executescript(damage)

    with pytest.raises(NotSaved, match="OperationalError"):
        Archive(tmp_path / "rasa.db", KEYS)


def test_a_file_that_another_holds_is_refused(tmp_path: Path) -> None:
    """A backup that went wrong, say: in time, and not when the first person writes."""
    Archive(tmp_path / "rasa.db", KEYS)
    with closing(sqlite3.connect(tmp_path / "rasa.db", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")

        with pytest.raises(NotSaved, match="OperationalError"):
            Archive(tmp_path / "rasa.db", KEYS, wait_s=0.1)


def test_a_full_disk_is_said_at_the_start(tmp_path: Path) -> None:
    """A limit to the size of files stands for it."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, limits[1]))
    try:
        with pytest.raises(NotSaved, match="OperationalError"):
            Archive(tmp_path / "rasa.db", KEYS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """And not overwritten."""
    (tmp_path / "rasa.db").write_bytes(b"a letter to my aunt" * 100)

    with pytest.raises(NotSaved, match="DatabaseError"):
        Archive(tmp_path / "rasa.db", KEYS)
    assert (tmp_path / "rasa.db").read_bytes().startswith(b"a letter")


def test_a_new_file_that_another_just_takes_is_waited_for(tmp_path: Path) -> None:
    """A worker and a purge, both at a file that was not there: SQLite refuses one at once."""
    with closing(
        sqlite3.connect(tmp_path / "rasa.db", isolation_level=None, check_same_thread=False)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE made_by_another (id TEXT)")
        Timer(0.3, other.execute, ["COMMIT"]).start()

        archive = Archive(tmp_path / "rasa.db", KEYS)

    assert archive.ids() == []


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    """What people told about children is not for other accounts of the machine."""
    Archive(tmp_path / "state" / "rasa.db", KEYS)

    assert (tmp_path / "state" / "rasa.db").stat().st_mode & 0o077 == 0
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0


def idle_for(path: Path, hours: float) -> None:
    """Have every last turn be so many hours ago."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE conversations SET last_turn = ?", (int(time.time() - hours * 3600),))


def test_purging_removes_what_is_idle_and_says_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside a server that has the file open; the rest with --all. No key is needed."""
    monkeypatch.setenv("SAFE_TO_SHARE_STATE", str(tmp_path))
    archive = Archive(tmp_path / "rasa.db", KEYS)
    archive.save("went-away", ["{}"], 0, "[]")
    idle_for(tmp_path / "rasa.db", 24.1)
    archive.save("stays", ["{}"], 0, "[]")

    codes = [purge.main([]) for _ in range(2)]
    left = everything_in(tmp_path)
    codes.append(purge.main(["--all"]))

    assert codes == [0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        f"rasa: {count} conversations removed" for count in (1, 0, 1)
    ]
    assert b"went-away" not in left
    assert b"stays" in left
    assert b"stays" not in everything_in(tmp_path)


def test_a_purge_during_a_turn_leaves_nothing_of_it(tmp_path: Path) -> None:
    """What the turn saves at its end is refused: it would come back half."""
    archive = Archive(tmp_path / "rasa.db", KEYS)
    archive.save("c", ["{}"], 0, "[]")
    under_way = archive.load("c")
    assert under_way is not None

    removed = purge.purge(archive, 0)
    with pytest.raises(NotSaved, match="removed during the turn"):
        archive.save("c", ["{}"], under_way.events, "[]")

    assert removed == 1
    assert archive.ids() == []
    assert archive.events("c") == []


async def test_the_server_removes_what_the_gateway_did_not(tmp_path: Path) -> None:
    """An hour later than the gateway would, so that the gateway leads."""
    archive = Archive(tmp_path / "rasa.db", KEYS)
    agent = SimpleNamespace(
        tracker_store=SimpleNamespace(archive=archive), lock_store=ConversationLocks()
    )
    archive.save("c", ["{}"], 0, "[]")
    counts = []
    for hours in (23.9, 24.5, 25.1):
        idle_for(tmp_path / "rasa.db", hours)
        counts.append(await drop_idle(agent, 24))

    assert counts == [0, 0, 1]
    assert archive.ids() == []


@pytest.mark.parametrize("seed", [3, 8, 9, 12])
def test_a_removed_conversation_leaves_no_key_between_the_rows_of_others(
    tmp_path: Path, seed: int
) -> None:
    """SQLite leaves some where it shared a page out anew; secure_delete does not reach them."""
    file, sizes = Archive(tmp_path / "rasa.db", KEYS), random.Random(seed)  # noqa: S311 - sizes, no secret
    ours, others = "of-ours-0123456789", ["before-0123456789", "zlast-0123456789"]
    saved = dict.fromkeys((ours, *others), 0)
    for one in [ours, *others] * 20:
        new = ["e" * sizes.randint(20, 900) for _ in range(sizes.randint(1, 4))]
        file.save(one, new, saved[one], "[]")
        saved[one] += len(new)

    assert file.delete(ours)

    assert ours.encode() not in everything_in(tmp_path)
    assert [len(file.events(one)) for one in others] == [saved[one] for one in others]
    file.close()

"""The conversations' file: which one is opened, and who may read it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.rasa.archive import Archive, NotSaved
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


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """And not overwritten."""
    (tmp_path / "rasa.db").write_bytes(b"a letter to my aunt" * 100)

    with pytest.raises(NotSaved, match="DatabaseError"):
        Archive(tmp_path / "rasa.db", KEYS)
    assert (tmp_path / "rasa.db").read_bytes().startswith(b"a letter")


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    """What people told about children is not for other accounts of the machine."""
    Archive(tmp_path / "state" / "rasa.db", KEYS)

    assert (tmp_path / "state" / "rasa.db").stat().st_mode & 0o077 == 0
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0

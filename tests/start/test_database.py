"""The address of the database, read from the settings or refused in a sentence."""

from __future__ import annotations

import pytest

from bot.database import Database, DatabaseError, read_database

ADDRESS = "postgresql://safe:pass-word@db.example:5432/safe"


def test_without_a_setting_it_is_sqlite() -> None:
    """The embedded default."""
    assert read_database({}) is None


def test_postgres_is_an_old_name_of_the_same_scheme() -> None:
    """Both drivers know the new one."""
    given = {
        "SAFE_TO_SHARE_DATABASE": ADDRESS.replace("postgresql", "postgres"),
        "SAFE_TO_SHARE_INSTALLATION": "production",
    }

    assert read_database(given) == Database(ADDRESS, "production")


@pytest.mark.parametrize(
    ("address", "name", "said"),
    [
        pytest.param("mysql://u:pass-word@h/d", "a", "has to be postgresql://", id="another kind"),
        pytest.param("postgresql://h", "a", "has to be postgresql://", id="no database"),
        pytest.param("postgresql://h:x/d", "a", "has to be postgresql://", id="no port"),
        pytest.param("postgresql://h/d?ssl=1", "a", "not known: ssl", id="an unknown option"),
        pytest.param(ADDRESS, "", "has to name this installation", id="no name"),
        pytest.param(ADDRESS, "Pro duction", "has to name this installation", id="a bad name"),
    ],
)
def test_a_wrong_one_is_refused(address: str, name: str, said: str) -> None:
    """The message says what is expected, and never the password."""
    given = {"SAFE_TO_SHARE_DATABASE": address, "SAFE_TO_SHARE_INSTALLATION": name}

    with pytest.raises(DatabaseError, match=said) as refused:
        read_database(given)

    assert "pass-word" not in str(refused.value)


def test_it_does_not_show_its_password() -> None:
    """Where a log or a traceback prints it."""
    assert "pass-word" not in repr(Database(ADDRESS, "production"))

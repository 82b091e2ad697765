"""Secrets out of files: read as if they stood in the environment, and never repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.database import DatabaseError, read_database
from bot.gateway.settings import Settings, SettingsError
from bot.secret_files import SECRETS, SecretFileError, read_secret, with_secrets

if TYPE_CHECKING:
    from pathlib import Path

URL = "postgresql://us:hunter2@db/safe"
GUID = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize("name", SECRETS)
def test_each_secret_may_be_a_file(tmp_path: Path, name: str) -> None:
    """The line's end is no part of it, and the setting of the file is gone."""
    file = tmp_path / "secret"
    file.write_text("hunter2\n")

    assert with_secrets({f"{name}_FILE": f"{file}", "A": "b"}) == {name: "hunter2", "A": "b"}


def test_what_stands_in_the_environment_is_taken_as_it_is() -> None:
    """And what is not given at all is empty."""
    assert read_secret({"SAFE_TO_SHARE_SECRET": " x "}, "SAFE_TO_SHARE_SECRET") == " x "
    assert read_secret({}, "SAFE_TO_SHARE_SECRET") == ""


def test_both_ways_at_once_are_refused(tmp_path: Path) -> None:
    """One of them is old, and nobody can know which."""
    given = {"SAFE_TO_SHARE_SECRET": "hunter2", "SAFE_TO_SHARE_SECRET_FILE": f"{tmp_path / 'x'}"}

    with pytest.raises(SecretFileError, match="are both set") as refused:
        with_secrets(given)

    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "cannot be read: FileNotFoundError", id="not there"),
        pytest.param(b" \n", "is empty", id="empty"),
        pytest.param(b"hunter2\xff", "cannot be read: UnicodeDecodeError", id="no text"),
    ],
)
def test_a_file_that_holds_no_secret_is_named(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    """Rather than taken for an empty secret; and what it holds is not said."""
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SecretFileError, match=said) as refused:
        read_secret({"SAFE_TO_SHARE_SECRET_FILE": f"{file}"}, "SAFE_TO_SHARE_SECRET")

    assert "hunter2" not in str(refused.value)


def test_the_gateway_takes_all_of_its_secrets_from_files(tmp_path: Path) -> None:
    """Those of Teams too, which refuses settings that it does not know."""
    values = {name: f"{name.lower()} of 32 characters".replace(" ", "-") for name in SECRETS}
    values["SAFE_TO_SHARE_DATABASE"] = URL
    given = {
        "SAFE_TO_SHARE_RASA_URL": "http://worker:5005",
        "SAFE_TO_SHARE_INSTALLATION": "trial",
        "SAFE_TO_SHARE_TEAMS_APP_ID": GUID,
        "SAFE_TO_SHARE_TEAMS_TENANTS": GUID,
        "SAFE_TO_SHARE_TEAMS_ADDRESS": "https://share.example.govt.nz",
    }
    files = {}
    for name, value in values.items():
        (tmp_path / name).write_text(value + "\n")
        files[f"{name}_FILE"] = f"{tmp_path / name}"

    assert Settings.from_environment(given | files) == Settings.from_environment(given | values)


def test_a_secret_that_cannot_be_read_is_an_error_of_the_settings(tmp_path: Path) -> None:
    """So that gateway and worker end with a sentence."""
    missing = {"SAFE_TO_SHARE_DATABASE_FILE": f"{tmp_path / 'nowhere'}"}

    with pytest.raises(DatabaseError, match="SAFE_TO_SHARE_DATABASE_FILE: "):
        read_database(missing)
    with pytest.raises(SettingsError, match="SAFE_TO_SHARE_DATABASE_FILE: "):
        Settings.from_environment(missing)

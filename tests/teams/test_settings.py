"""The channel is open with good settings, closed without, and does not start with bad ones."""

from __future__ import annotations

import logging
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives import serialization

from bot.gateway.app import Knowledge, create_app
from bot.gateway.settings import Settings, SettingsError
from bot.gateway.teams import kit
from bot.gateway.teams.credentials import Certificate, ManagedIdentity, Secret
from bot.gateway.teams.seal import Seal
from bot.gateway.teams.settings import PREFIX, UNAUTHENTICATED
from tests.teams.microsoft import APP, OTHER_TENANT, TENANT, private_key

GOOD = {
    "APP_ID": APP,
    "TENANTS": f"{TENANT} {OTHER_TENANT}",
    "ADDRESS": "https://share.example.govt.nz",
    "SECRET": "s3cret",
}
OURS = {"SAFE_TO_SHARE_SECRET": "x", "SAFE_TO_SHARE_RASA_URL": "http://rasa"}


def read(**changes: str | None) -> Settings:
    """Settings from an environment."""
    given = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    outside = {name: given.pop(name) for name in [UNAUTHENTICATED] if name in given}
    named = {f"{PREFIX}{name}": value for name, value in given.items()}
    return Settings.from_environment({**OURS, **outside, **named})


def test_good_settings() -> None:
    """Read as they are meant, with no secret where it could be printed."""
    teams = read(ENFORCE_ENDORSEMENT="yes", APP_ID=APP.upper()).teams

    assert teams is not None
    assert (teams.app_id, teams.tenants[0]) == (APP, TENANT)
    assert teams.enforce_endorsement
    assert teams.credential == Secret("s3cret")
    assert "s3cret" not in repr(teams)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"APP_ID": None}, "APP_ID"),
        ({"APP_ID": "safe-to-share"}, "APP_ID"),
        ({"TENANTS": None}, "TENANTS"),
        ({"TENANTS": "common"}, "TENANTS"),
        ({"ADDRESS": None}, "ADDRESS"),
        ({"ADDRESS": "http://share.example"}, "ADDRESS"),
        ({"ADDRESS": "https://share.example/chat"}, "ADDRESS"),
        ({"ADDRESS": "https://user@share.example"}, "ADDRESS"),
        ({"ADDRESS": "https://share.example:x"}, "ADDRESS"),
        ({"SECRET": None}, "SECRET, CERTIFICATE, MANAGED_IDENTITY"),
        ({"MANAGED_IDENTITY": "yes"}, "SECRET and MANAGED_IDENTITY"),
        ({"SECRET": None, "MANAGED_IDENTITY": "on"}, "MANAGED_IDENTITY"),
        ({"SECRET": None, "CERTIFICATE": "/nowhere.pem"}, "CERTIFICATE"),
        ({"ENFORCE_ENDORSEMENT": "maybe"}, "ENFORCE_ENDORSEMENT"),
        ({"KEY": "short"}, "KEY"),
        ({"TENANT": TENANT}, "TENANT"),
        ({UNAUTHENTICATED: "true"}, UNAUTHENTICATED),
        ({UNAUTHENTICATED: "1"}, UNAUTHENTICATED),
        ({UNAUTHENTICATED: "whatever"}, UNAUTHENTICATED),
    ],
)
def test_bad_settings_do_not_start(changes: dict[str, str | None], named: str) -> None:
    """The message names the setting, and never the secret."""
    with pytest.raises(SettingsError, match=named) as refused:
        read(**changes)
    assert "s3cret" not in str(refused.value)


def test_the_kits_switch_that_is_off_is_harmless() -> None:
    """Said to be off, it is off."""
    assert read(**{UNAUTHENTICATED: "false"}).teams


def test_without_settings_there_is_no_channel() -> None:
    """Nothing is asked of those who do not use Teams, switch or not."""
    assert Settings.from_environment(OURS).teams is None


async def test_a_closed_channel_says_so(
    knowledge: Knowledge, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """404 to everybody, and one line in the log at start."""
    caplog.set_level(logging.INFO)
    app = create_app(Settings("http://rasa", "x", tmp_path), knowledge=knowledge)
    async with app.router.lifespan_context(app):
        front = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=front, base_url="http://chat.test") as client:
            answer = await client.post("/api/messages", content=b"{}")
    assert answer.status_code == 404
    assert not answer.content
    assert caplog.text.count("teams_closed") == 1
    assert not (tmp_path / "teams.key").exists()


def pem(name: str = "ours") -> bytes:
    """A private key in a file's form."""
    return private_key(name).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def test_a_certificate_needs_its_key(tmp_path: Path) -> None:
    """A key with the thumbprint that the registration shows is enough; a key alone is not."""
    path = tmp_path / "key.pem"
    path.write_bytes(pem())
    change = {"SECRET": None, "CERTIFICATE": str(path)}
    with pytest.raises(SettingsError, match="THUMBPRINT"):
        read(**change)
    with pytest.raises(SettingsError, match="THUMBPRINT"):
        read(**change, THUMBPRINT="xyz")
    teams = read(**change, THUMBPRINT="ab:" * 19 + "ab").teams

    assert teams is not None
    assert isinstance(teams.credential, Certificate)
    assert teams.credential.thumbprint == "AB" * 20
    path.write_bytes(b"no key")
    with pytest.raises(SettingsError, match="PEM"):
        read(**change, THUMBPRINT="ab" * 20)


def test_a_managed_identity_needs_no_secret() -> None:
    """Azure knows which machine we are."""
    teams = read(SECRET=None, MANAGED_IDENTITY="yes").teams

    assert teams is not None
    assert teams.credential == ManagedIdentity()


def test_the_channels_key_is_made_once(tmp_path: Path) -> None:
    """In a file that only we read; a key of the settings takes its place."""
    first, second = Seal.opened("", tmp_path), Seal.opened("", tmp_path)
    given = Seal.opened("k" * 32, tmp_path)

    assert first.name("chat", "x") == second.name("chat", "x") != given.name("chat", "x")
    assert first.name("chat", "xy", "z") != first.name("chat", "x", "yz")
    assert (tmp_path / "teams.key").stat().st_mode & 0o777 == 0o600


def test_loading_the_kit_reads_no_file_into_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A .env file could hold the switch that lets anybody in."""
    (tmp_path / ".env").write_text(f"{UNAUTHENTICATED}=true\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(UNAUTHENTICATED, raising=False)
    kit.load_validator(APP, None)

    assert UNAUTHENTICATED not in __import__("os").environ

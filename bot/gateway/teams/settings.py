"""What the Teams channel is told from outside. Without an app id the channel is closed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from bot.gateway.teams.credentials import CredentialError, Secret, read_credential

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.gateway.teams.credentials import Credential

PREFIX = "SAFE_TO_SHARE_TEAMS_"
UNAUTHENTICATED = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"
"""Microsoft's kit reads this from the environment, and then lets anybody in."""

_OTHERS = (
    "TENANTS",
    "ADDRESS",
    "SECRET",
    "CERTIFICATE",
    "THUMBPRINT",
    "MANAGED_IDENTITY",
    "ENFORCE_ENDORSEMENT",
    "KEY",
)
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHORTEST_KEY = 32
_OFF = {"", "0", "no", "false", "off"}
_SWITCH = {"yes": True, "no": False, "": False}


class TeamsSettingsError(ValueError):
    """A setting of the channel is missing or is not what it should be. The message names it."""


@dataclass(frozen=True)
class TeamsSettings:
    """How the channel runs.

    Attributes:
        app_id: of the bot's registration, a GUID.
        tenants: whose people may use it; the first is the registration's own.
        address: where people reach this gateway, such as "https://share.example.govt.nz".
        credential: how we show who we are.
        enforce_endorsement: refuse keys that are not endorsed for Teams, and not only log them.
        key: hashes people and signs buttons; a file in the state folder has one without it.
    """

    app_id: str
    tenants: tuple[str, ...]
    address: str
    credential: Credential = field(default=Secret(""), repr=False)
    enforce_endorsement: bool = False
    key: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Self | None:
        """Read the settings, all named ``SAFE_TO_SHARE_TEAMS_...``; None when none is set.

        Raises:
            TeamsSettingsError: one is missing, malformed or dangerous.
        """
        given = {name.removeprefix(PREFIX): v for name, v in env.items() if name.startswith(PREFIX)}
        known = {name: value.strip() for name, value in given.items() if value.strip()}
        if unknown := sorted(known.keys() - {"APP_ID", *_OTHERS}):
            raise TeamsSettingsError(
                f"{PREFIX}{unknown[0]} is no setting. There are: APP_ID, {', '.join(_OTHERS)}."
            )
        if not known:
            return None
        if env.get(UNAUTHENTICATED, "").strip().lower() not in _OFF:
            raise TeamsSettingsError(
                f"{UNAUTHENTICATED} is set beside the app's credentials: anybody could speak as "
                "anyone. Unset it."
            )
        return cls(
            app_id=_guid(known, "APP_ID"),
            tenants=_tenants(known),
            address=_address(known),
            credential=_credential(known),
            enforce_endorsement=_switch(known, "ENFORCE_ENDORSEMENT"),
            key=_key(known),
        )


def _guid(known: Mapping[str, str], name: str) -> str:
    value = known.get(name, "").lower()
    if not _GUID.fullmatch(value):
        raise TeamsSettingsError(
            f"{PREFIX}{name} has to be a GUID such as 00000000-0000-0000-0000-000000000000, as the "
            "app's registration shows it."
        )
    return value


def _tenants(known: Mapping[str, str]) -> tuple[str, ...]:
    tenants = known.get("TENANTS", "").lower().split()
    if not tenants or not all(_GUID.fullmatch(each) for each in tenants):
        raise TeamsSettingsError(
            f"{PREFIX}TENANTS has to be the directory (tenant) ids whose people may use the bot, "
            "GUIDs with spaces between, that of the app's registration first."
        )
    return tuple(tenants)


def _address(known: Mapping[str, str]) -> str:
    address = known.get("ADDRESS", "").rstrip("/")
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or bool(parts.port)
    except ValueError:
        parts, has_port = urlsplit(""), False
    if not has_port or address != f"https://{parts.netloc}" or "@" in address or not parts.hostname:
        raise TeamsSettingsError(
            f"{PREFIX}ADDRESS has to be where people reach this gateway, https and a host, such as "
            "https://share.example.govt.nz; records in cards link to it."
        )
    return address


def _credential(known: Mapping[str, str]) -> Credential:
    try:
        return read_credential(known)
    except CredentialError as error:
        raise TeamsSettingsError(f"{PREFIX}..: {error}") from None


def _switch(known: Mapping[str, str], name: str) -> bool:
    value = known.get(name, "").lower()
    if value not in _SWITCH:
        raise TeamsSettingsError(f"{PREFIX}{name} has to be yes or no.")
    return _SWITCH[value]


def _key(known: Mapping[str, str]) -> str:
    key = known.get("KEY", "")
    if key and len(key) < _SHORTEST_KEY:
        raise TeamsSettingsError(f"{PREFIX}KEY has to have {_SHORTEST_KEY} characters or more.")
    return key

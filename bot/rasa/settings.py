"""What the server is told at its start, before Rasa, which takes seconds, is imported."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from bot.privacy.retention import DEFAULT_HOURS

LOOPBACK = "127.0.0.1"
SHORTEST_SECRET = 24
"""Characters, where other machines can try one after another."""


class CannotStart(Exception):
    """Something that the server needs is missing."""


@dataclass(frozen=True)
class Settings:
    """How to serve: host and port, secret, and where model, endpoints and actions are.

    ``idle_hours`` is how long a conversation is kept after its last turn.
    ``model_digest`` is what the model must have, given from outside; any trained here when empty.
    """

    port: int
    secret: str
    models: Path = Path("models")
    endpoints: Path = Path("endpoints.yml")
    actions: str = "actions"
    model_digest: str = ""
    idle_hours: float = DEFAULT_HOURS
    host: str = LOOPBACK


def check_secret(secret: str, host: str = LOOPBACK) -> None:
    """Refuse an empty secret, which would let everybody in, and beyond loopback one to be guessed.

    Raises:
        CannotStart: it is empty, or too short for who can reach the host.
    """
    if not secret:
        message = "SAFE_TO_SHARE_SECRET is not set; the gateway and Rasa share it."
        raise CannotStart(message)
    if len(secret) < SHORTEST_SECRET and not is_loopback(host):
        message = (
            f"SAFE_TO_SHARE_SECRET has to be {SHORTEST_SECRET} characters or more to listen on "
            f"{host}, which other machines reach. `openssl rand -hex 32` prints one."
        )
        raise CannotStart(message)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address; a name counts as reached by others."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def newest_model(models: Path) -> Path:
    """The trained model to serve.

    Raises:
        CannotStart: the folder has none.
    """
    found = sorted(models.glob("*.tar.gz"), key=lambda model: model.stat().st_mtime)
    if not found:
        message = f"No trained model in {models}/. Make one with: make train"
        raise CannotStart(message)
    return found[-1]

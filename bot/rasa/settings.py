"""What the server is told at its start, before Rasa, which takes seconds, is imported."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

from bot.privacy.retention import DEFAULT_HOURS

LOOPBACK = "127.0.0.1"


class CannotStart(Exception):
    """Something that the server needs is missing."""


@dataclass(frozen=True)
class Settings:
    """How to serve: port on loopback, secret, and where model, endpoints and actions are.

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


def check_secret(secret: str) -> None:
    """Refuse an empty secret: it would let everybody in.

    Raises:
        CannotStart: it is empty.
    """
    if not secret:
        message = "SAFE_TO_SHARE_SECRET is not set; the gateway and Rasa share it."
        raise CannotStart(message)


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


def bind(port: int) -> socket.socket:
    """Take the port before the model is loaded, so that a taken one is known at once.

    Raises:
        CannotStart: someone else has it.
    """
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((LOOPBACK, port))
    except OSError as error:
        bound.close()
        message = f"Port {port} on {LOOPBACK} is taken."
        raise CannotStart(message) from error
    return bound

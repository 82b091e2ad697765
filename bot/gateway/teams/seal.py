"""One key for the channel: it hashes people and places, and seals what a button carries."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "teams.key"
_NONCE = 12
LONGEST = 1_000
"""Characters of a value that may be a button of ours."""


@dataclass(frozen=True)
class Ticket:
    """What a button of ours carries; ``use`` is another for each button that was ever made."""

    question: str
    value: str
    use: bytes


class Seal:
    """Hashes and seals. Who has the file of chats and not this key learns nobody's name."""

    def __init__(self, key: bytes) -> None:
        """Derive a key for each use from one."""
        self._names = hmac.digest(key, b"names", "sha256")
        self._tokens = hmac.digest(key, b"tokens", "sha256")
        self._tickets = AESGCM(hmac.digest(key, b"tickets", "sha256"))
        self._owed = AESGCM(hmac.digest(key, b"owed", "sha256"))

    @classmethod
    def opened(cls, given: str, folder: Path) -> Seal:
        """With the key of the settings; else with that of the state folder, made when missing."""
        return cls(given.encode() if given else _kept(folder / _FILE))

    def name(self, what: str, *parts: str) -> bytes:
        """A name of 32 bytes for something of a person's, such as their chat.

        Args:
            what: keeps names of different things apart.
            parts: whatever tells it from others; a part cannot run into the next.
        """
        said = json.dumps([what, *parts]).encode()
        return hmac.digest(self._names, said, "sha256")

    def token(self, chat: bytes, conversation: str) -> str:
        """The token of a chat's conversation: made anew each time, so it is kept nowhere."""
        made = hmac.digest(self._tokens, chat + conversation.encode(), "sha256")
        return _written(made)

    def shut(self, said: bytes, name: bytes) -> bytes:
        """Seal what is kept of a delivery until it is answered; opens under its name only."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._owed.encrypt(nonce, said, name)

    def unshut(self, sealed: bytes, name: bytes) -> bytes | None:
        """What was sealed under this name; None for anything else."""
        try:
            return self._owed.decrypt(sealed[:_NONCE], sealed[_NONCE:], name)
        except (InvalidTag, ValueError):
            return None

    def sign(self, question: str, value: str, conversation: str) -> str:
        """Seal an answer for one conversation; opaque, and good once."""
        nonce = secrets.token_bytes(_NONCE)
        said = json.dumps([question, value]).encode()
        sealed = self._tickets.encrypt(nonce, said, conversation.encode())
        return _written(nonce + sealed)

    def open(self, sealed: object, conversation: str) -> Ticket | None:
        """What was sealed for this conversation; None for anything else."""
        if not isinstance(sealed, str) or len(sealed) > LONGEST or not sealed.isascii():
            return None
        try:
            raw = base64.b64decode(sealed + "=" * (-len(sealed) % 4), b"-_", validate=True)
            said = self._tickets.decrypt(raw[:_NONCE], raw[_NONCE:], conversation.encode())
        except (binascii.Error, InvalidTag, ValueError):
            return None
        if _written(raw) != sealed:  # the last letter has room for bits that say nothing
            return None
        question, value = json.loads(said)
        return Ticket(question, value, raw[:_NONCE])


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _kept(path: Path) -> bytes:
    """The key in a file that only we read."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        key = secrets.token_bytes(32)
        file.write(key)
    return key

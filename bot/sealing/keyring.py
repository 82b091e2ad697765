"""What is kept of a conversation is sealed, so that a file alone tells nobody what it was about.

AES-256-GCM, with a key of its own for each conversation: derived from the agency's key and, where
something is for the person alone, from a secret that only they hold. Each seal is good for one
place: what was taken from one row and put into another does not open.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEY = 32
"""Bytes of a key."""

_FORMAT = b"\x01"
_NAME = 5
"""Bytes of the name of a key: the format, and four that follow from the key."""
_NONCE = 12
_ABOUT = b"safe-to-share sealing 1"


class Unreadable(Exception):
    """Sealed with a key that is not here, for someone else or another place, or altered."""


class Keyring:
    """The agency's keys: the first one seals, and all of them open."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take keys of 32 bytes, at least one."""
        self._keys = {_name(key): key for key in keys}
        # What follows from a key that lies here anyway may lie beside it; a secret's does not.
        self._of_agency = lru_cache(maxsize=128)(lambda name: Sealer(self._keys, name, ""))

    def sealer(self, conversation: str, secret: str = "") -> Sealer:
        """What seals and opens for one conversation.

        Args:
            conversation: its id.
            secret: what only the person holds, at least 128 random bits; without it the agency's
                key alone opens.
        """
        return Sealer(self._keys, conversation, secret) if secret else self._of_agency(conversation)


class Sealer:
    """Seals and opens what is kept of one conversation."""

    def __init__(self, keys: Mapping[bytes, bytes], conversation: str, secret: str) -> None:
        """For one conversation and one holder of a secret; ``Keyring.sealer`` makes one."""
        self._keys = keys
        self._salt = conversation.encode("utf-8", "surrogateescape")
        self._secret = secret.encode("utf-8", "surrogateescape")
        self._ciphers: dict[bytes, AESGCM] = {}

    def seal(self, what: bytes, place: str) -> bytes:
        """Seal for one place, such as ``turns.blocks 3``."""
        name = next(iter(self._keys))
        nonce = os.urandom(_NONCE)
        return name + nonce + self._cipher(name).encrypt(nonce, what, place.encode())

    def open(self, sealed: object, place: str) -> bytes:
        """What was sealed for that place.

        Raises:
            Unreadable: it was not, or not with these keys and this secret.
        """
        if not isinstance(sealed, bytes) or sealed[:_NAME] not in self._keys:
            raise Unreadable
        nonce = sealed[_NAME : _NAME + _NONCE]
        try:
            cipher = self._cipher(sealed[:_NAME])
            return cipher.decrypt(nonce, sealed[_NAME + _NONCE :], place.encode())
        except (InvalidTag, ValueError):
            raise Unreadable from None

    def _cipher(self, name: bytes) -> AESGCM:
        """Derived when it is first needed: one key is enough for nearly every conversation."""
        if name not in self._ciphers:
            derive = HKDF(SHA256(), length=KEY, salt=self._salt, info=_ABOUT)
            # The agency's key has a fixed length, so that the two cannot run into each other.
            self._ciphers[name] = AESGCM(derive.derive(self._keys[name] + self._secret))
        return self._ciphers[name]


def _name(key: bytes) -> bytes:
    return _FORMAT + hashlib.sha256(b"name of " + key).digest()[: _NAME - len(_FORMAT)]

"""Where the agency's keys come from: the environment, a file, or else the state folder."""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sealing.keyring import KEY, Keyring

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = "SAFE_TO_SHARE_KEYS"
KEYS_FILE = "SAFE_TO_SHARE_KEYS_FILE"
_STATE = "SAFE_TO_SHARE_STATE"
OWN_FILE = "sealing.keys"
"""In the state folder, made at the first start when no keys are given."""

_HEX = re.compile(r"[0-9A-Fa-f]{64}\Z")


class KeysError(ValueError):
    """There are no keys, or what should be one is none. The message says where, and no key."""


def open_keyring(env: Mapping[str, str], state: Path) -> Keyring:
    """The keys that are given; without any, those of the state folder, where one is made.

    Args:
        env: ``SAFE_TO_SHARE_KEYS`` has them, or ``SAFE_TO_SHARE_KEYS_FILE`` names their file.
        state: the folder of the stores.

    Raises:
        KeysError: both are set, the file cannot be read, or something in it is no key.
    """
    given, file = env.get(KEYS, ""), env.get(KEYS_FILE, "")
    if given and file:
        raise KeysError(f"{KEYS} and {KEYS_FILE} are both set. Keep one of them.")
    if given:
        return read_keys(given, KEYS)
    path = Path(file) if file else state / OWN_FILE
    try:
        if not file:
            _make(path)
        text = path.read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        setting, fault = KEYS_FILE if file else _STATE, type(error).__name__
        raise KeysError(
            f"{setting}: the keys' file {path} cannot be made or read: {fault}."
        ) from None
    return read_keys(text, f"{KEYS_FILE if file else 'The file'} ({path})")


def read_keys(text: str, where: str) -> Keyring:
    """Keys with spaces or line ends between them, each 32 bytes in base64 or hexadecimal digits.

    Args:
        text: the keys; the first one seals.
        where: names their place in an error.

    Raises:
        KeysError: there is none, or one is none.
    """
    found = [_key(word) for word in text.split()]
    for number, key in enumerate(found, start=1):
        if key is None:
            raise KeysError(
                f"{where}: key {number} is not 32 bytes in base64 or hexadecimal digits. "
                "Make one with: openssl rand -base64 32"
            )
    if not found:
        raise KeysError(f"{where} holds no key. Make one with: openssl rand -base64 32")
    return Keyring([key for key in found if key is not None])


def _key(word: str) -> bytes | None:
    if _HEX.match(word):
        return bytes.fromhex(word)
    try:
        standard = word.rstrip("=").translate(str.maketrans("-_", "+/"))
        raw = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == KEY else None


def _make(path: Path) -> None:
    """Make the file, complete from its first moment: both processes of the product may do so."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent)  # for its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY)) + b"\n")
        with suppress(FileExistsError):  # the other process was first
            os.link(name, path)
    finally:
        os.unlink(name)  # noqa: PTH108  (mkstemp gives a name)

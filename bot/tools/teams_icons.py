"""Draws the two icons of the Teams app: ``python -m bot.tools.teams_icons``.

The sign is the chat's own (bot/widget/icon.svg): a speech bubble.
"""

from __future__ import annotations

from PIL import Image, ImageDraw

from bot.install import ROOT

FOLDER = ROOT / "deploy" / "teams"
GROUND = (11, 79, 85, 255)
WHITE = (255, 255, 255, 255)
CLEAR = (255, 255, 255, 0)
FINER = 8
"""Drawn so many times larger, then made small: smooth edges."""
BUBBLE = ((0, 0), (18, 0), (18, 11), (9, 11), (4, 16), (4, 11), (0, 11))
"""Its corners, in a box of 18 by 16."""


def main() -> None:
    """Draw both."""
    color().save(FOLDER / "color.png", optimize=True)
    outline().save(FOLDER / "outline.png", optimize=True)


def color() -> Image.Image:
    """192 by 192, filled to the edges, the sign in the middle 96."""
    picture = Image.new("RGBA", (192 * FINER, 192 * FINER), GROUND)
    ImageDraw.Draw(picture).polygon(_corners(96, 192), fill=WHITE)
    return picture.resize((192, 192), Image.Resampling.LANCZOS)


def outline() -> Image.Image:
    """32 by 32, white lines on nothing."""
    mask = Image.new("L", (32 * FINER, 32 * FINER), 0)
    corners = _corners(28, 32)
    ImageDraw.Draw(mask).line([*corners, *corners[:2]], fill=255, width=2 * FINER, joint="curve")
    picture = Image.new("RGBA", (32, 32), CLEAR)
    picture.putalpha(mask.resize((32, 32), Image.Resampling.LANCZOS))
    return picture


def _corners(width: float, side: int) -> list[tuple[float, float]]:
    """The bubble, so wide, in the middle of a square."""
    scale = width / 18
    left, top = (side - width) / 2, (side - 16 * scale) / 2
    return [((left + x * scale) * FINER, (top + y * scale) * FINER) for x, y in BUBBLE]


if __name__ == "__main__":
    main()

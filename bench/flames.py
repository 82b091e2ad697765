"""Stacks that a profiler saw, as a small flame graph, and as a list of what costs most."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, ROW, LETTER = 1200, 15, 6.2
NARROWEST = 0.006
"""Of the whole; what is narrower could not be read, and would only make the file large."""
_FRAME = re.compile(
    r"^(?P<name>.*) \((?:.*site-packages/|.*/python3\.\d+/)?(?P<file>.*?)(?::\d+)?\)$"
)
_IDLE = ("select (", "wait (", "_worker (concurrent", "poll (")


@dataclass
class Frame:
    """A function, how often it was seen on the stack at this place, and what it had called."""

    name: str
    seen: int = 0
    called: dict[str, Frame] = field(default_factory=dict)


@dataclass
class Flames:
    """All stacks as one tree."""

    root: Frame
    inside: Counter[str]

    @property
    def total(self) -> int:
        """How many samples there were."""
        return self.root.seen

    @classmethod
    def of(cls, lines: Sequence[str]) -> Flames:
        """Read py-spy's raw format: frames with semicolons between them, and a count."""
        root, inside = Frame("all"), Counter[str]()
        for line in lines:
            stack, _, count = line.rpartition(" ")
            frames = [_shorter(frame) for frame in stack.split(";")]
            if frames[-1].startswith(_IDLE):
                continue
            root.seen += int(count)
            inside.update(dict.fromkeys(set(frames), int(count)))
            here = root
            for name in frames:
                here = here.called.setdefault(name, Frame(name))
                here.seen += int(count)
        return cls(root, inside)

    def costs(self, most: int = 40) -> Iterator[str]:
        """Functions by the share of all samples in which they or what they call were seen."""
        for name, seen in self.inside.most_common(most):
            yield f"{seen / self.total:6.1%}  {name}"

    def svg(self, title: str) -> str:
        """The drawing: the width of a box is its share, and it stands on who called it."""
        boxes = list(self._boxes(self.root, 0.0, 0))
        deepest = max(depth for _, _, depth, _ in boxes)
        height = (deepest + 3) * ROW
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            'font-family="monospace" font-size="10"><style>rect{stroke:#fff}'
            "text{pointer-events:none}</style>"
            f'<text x="4" y="11">{escape(title)}: {self.total} samples; a box is what was called '
            "from the box under it, as wide as its share</text>"
        )
        drawn = (_drawn(*box, height) for box in boxes)
        return head + "".join(drawn) + "</svg>\n"

    def _boxes(
        self, frame: Frame, left: float, depth: int
    ) -> Iterator[tuple[str, float, int, float]]:
        share = frame.seen / self.total
        yield frame.name, left, depth, share
        for inner in sorted(frame.called.values(), key=lambda each: each.name):
            if inner.seen / self.total >= NARROWEST:
                yield from self._boxes(inner, left, depth + 1)
            left += inner.seen / self.total


def _drawn(name: str, left: float, depth: int, share: float, height: int) -> str:
    x, width, y = left * WIDTH, share * WIDTH, height - (depth + 1) * ROW
    hue = sum(map(ord, name.rpartition("(")[2])) % 60  # one colour a file, from red to yellow
    shown = escape(name[: max(0, int(width / LETTER))])
    return (
        f'<g><title>{escape(name)} {share:.1%}</title><rect x="{x:.1f}" y="{y}" '
        f'width="{width:.1f}" height="{ROW}" fill="hsl({hue},80%,72%)"/>'
        f'<text x="{x + 2:.1f}" y="{y + 11}">{shown}</text></g>\n'
    )


def _shorter(frame: str) -> str:
    """Without where packages lie on this machine, and without the line."""
    found = _FRAME.match(frame)
    return f"{found['name']} ({found['file']})" if found else frame

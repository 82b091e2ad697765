"""Pictures as Mermaid, which many wikis and code hosts show by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.tools.draw.picture import Flow, Look, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.tools.draw.picture import Box, Picture

_SHAPE = {
    Look.OPEN: ('["', '"]'),
    Look.CLOSED: ('{{"', '"}}'),
    Look.UNDECIDED: ('(["', '"])'),
    Look.JOIN: ('("', '")'),
}
_CLASS = {
    Look.ROUTE: "fill:#e8f1fa,stroke:#1f5c99",
    Look.MUST: "fill:#fdeee3,stroke:#b34700,stroke-width:2px",
    Look.BESIDE: "fill:#f6f6f6,stroke:#666666,stroke-dasharray:4",
    Look.JOIN: "fill:#ffffff,stroke:#444444",
    Look.POINT: "fill:#ffffff,stroke:#888888",
    Look.NOTE: "fill:#ffffff,stroke:#bbbbbb",
    Look.OPEN: "fill:#e3f4e6,stroke:#1a6b2c,stroke-width:4px",
    Look.CLOSED: "fill:#e4e4e4,stroke:#777777",
    Look.UNDECIDED: "fill:#fff7d6,stroke:#8a6500,stroke-width:2px,stroke-dasharray:4",
}


def mermaid(picture: Picture) -> str:
    """The picture as one flowchart, a subgraph for each piece with a title."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    names = {
        box.id: f"n{number}"
        for number, box in enumerate((box for piece in picture.pieces for box in piece.boxes), 1)
    }
    yield '%%{init: {"flowchart": {"wrappingWidth": 340}}}%%'
    yield f"%% {picture.title}"
    yield from (f"%% {line}" for line in picture.legend)
    yield f"flowchart {'LR' if picture.across else 'TB'}"
    for number, piece in enumerate(picture.pieces, 1):
        if piece.title:
            yield f'  subgraph g{number}["{_text(piece.title)}"]'
            yield "    direction TB"  # Mermaid would turn a group that nothing leads into
        yield from (f"    {names[box.id]}{_box(box)}:::{box.look.value}" for box in piece.boxes)
        for arrow in piece.arrows:
            line = "~~~" if arrow.flow is Flow.BELOW else "-->"
            yield f"    {names[arrow.start]} {line} {names[arrow.end]}"
        if piece.title:
            yield "  end"
    used = {box.look for piece in picture.pieces for box in piece.boxes}
    yield from (
        f"  classDef {look.value} {style}" for look, style in _CLASS.items() if look in used
    )


def _box(box: Box) -> str:
    before, after = _SHAPE.get(box.look, ('["', '"]'))
    lines = [
        f"<b>{_text(line.text)}</b>"
        if line.voice in {Voice.TITLE, Voice.MARK}
        else _text(line.text)
        for line in box.lines + box.foot
    ]
    return f"{before}{'<br/>'.join(lines)}{after}"


def _text(text: str) -> str:
    """Text that ends no box: Mermaid has codes for what it would read as its own."""
    if text.startswith("+ "):  # a list to Mermaid, which refuses lists
        text = f"with it: {text[2:]}"
    for sign, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(sign, code)
    return text

"""``draw``: pictures that say with words and frames what they say with colours."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from bot.tools.draw.mermaid import mermaid
from bot.tools.draw.picture import Arrow, Box, Line, Look, Picture, Piece
from bot.tools.draw.sheet import SHAPE
from bot.tools.draw.trees import framework
from bot.tools.draw.views import answered, overview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.law.model import Law

ON = date(2026, 11, 22)
FACTS = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "ota_purpose": "reduce_risk",
}
ANSWER = [part for name, value in FACTS.items() for part in ("--answer", f"{name}={value}")]
SVG = "{http://www.w3.org/2000/svg}"


def pictures(law: Law) -> dict[str, Picture]:
    """Each picture that can be asked for."""
    return {
        "whole": overview(law, ON),
        "framework": framework(law, "ota", ON),
        "answer": answered(law, FACTS, ON),
        "framework and answer": framework(law, "fva", ON, FACTS),
    }


ASKED = {
    "whole": [],
    "framework": ["--framework", "ota"],
    "answer": ANSWER,
    "framework and answer": ["--framework", "fva", *ANSWER],
}


def boxes(picture: Picture) -> list[Box]:
    """Every box of it."""
    return [box for piece in picture.pieces for box in piece.boxes]


@pytest.mark.parametrize("name", ASKED)
def test_svg_holds_every_box_and_every_word(
    bot: Callable[..., Any], law: Law, tmp_path: Path, name: str
) -> None:
    """It is well-formed, has a node for each box and one for the heading, and all the titles."""
    file = tmp_path / "law.svg"

    said = bot("draw", *ASKED[name], "--on", ON.isoformat(), "--out", str(file))

    picture = pictures(law)[name]
    root = ET.parse(file).getroot()  # noqa: S314  our own file
    groups = [each for each in root.iter(f"{SVG}g") if each.get("class") == "node"]
    words = " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert (said.status, said.err) == (0, "")
    assert len(groups) == len(boxes(picture)) + 1
    assert len(ids) == len(set(ids))
    assert picture.title in words
    assert all(word in words for box in boxes(picture) for word in box.lines[0].text.split())


@pytest.mark.parametrize("name", ASKED)
def test_mermaid_is_whole(bot: Callable[..., Any], law: Law, name: str) -> None:
    """Each box once, each arrow between boxes that are there, groups closed, classes known."""
    said = bot("draw", *ASKED[name], "--on", ON.isoformat(), "--format", "mermaid")

    lines = [line.strip() for line in said.out.splitlines() if not line.startswith("%%")]
    nodes = [found for line in lines if (found := re.match(r'(n\d+)\W+".*"\W+:::(\w+)$', line))]
    arrows = [found for line in lines if (found := re.match(r"(n\d+) (?:-->|~~~) (n\d+)$", line))]
    groups = [line for line in lines if line.startswith("subgraph ")]
    styles = {line.split()[1] for line in lines if line.startswith("classDef ")}
    names = [found[1] for found in nodes]
    assert re.fullmatch(r"flowchart (LR|TB)", lines[0])
    assert len(names) == len(set(names)) == len(boxes(pictures(law)[name]))
    assert all({found[1], found[2]} <= set(names) for found in arrows)
    assert lines.count("end") == len(groups)
    assert {found[2] for found in nodes} == styles
    assert len(lines) == 1 + len(nodes) + len(arrows) + 3 * len(groups) + len(styles)


def test_mermaid_escapes_what_would_end_a_box() -> None:
    """Quotes and angle brackets of the law are words, not Mermaid's."""
    box = Box("a", (Line('say "no" <b> #1'),), Look.POINT)

    drawn = mermaid(Picture("t", (), (Piece("p", "", (box,), (Arrow("a", "a"),)),)))

    assert 'n1["say #quot;no#quot; #lt;b#gt; #35;1"]:::point' in drawn


def test_dot_is_one_graph_that_graphviz_takes(bot: Callable[..., Any], law: Law) -> None:
    """For those who lay it out themselves."""
    graph = bot("draw", "--format", "dot", "--on", ON.isoformat()).out

    assert graph.startswith("digraph law {")
    assert graph.count("{") - graph.count("}") == 0
    assert graph.count("[label=<<TABLE") == len(boxes(overview(law, ON)))


def test_an_answer_is_told_in_words_and_frames(law: Law) -> None:
    """Open, closed and undecided differ without any colour, and stand in words on each card."""
    found = boxes(answered(law, FACTS, ON))
    states = {box.look: box.lines[1].text.split(";")[0].split(" (")[0] for box in found}

    assert states == {
        Look.OPEN: "OPEN",
        Look.CLOSED: "CLOSED",
        Look.UNDECIDED: "UNDECIDED",
    }


def test_every_gateway_is_on_the_sheet(law: Law) -> None:
    """On a card of its own, or named as what goes along with one."""
    found = boxes(overview(law, ON))
    words = "\n".join(line.text for box in found for line in box.lines + box.foot)

    assert [each.id for each in law.gateways if each.title not in words] == []


def test_the_sheet_has_the_shape_of_paper(bot: Callable[..., Any], tmp_path: Path) -> None:
    """It prints on A3 without being scaled to a strip."""
    file = tmp_path / "law.svg"
    bot("draw", "--out", str(file))
    root = ET.parse(file).getroot()  # noqa: S314  our own file

    width, height = (float(root.attrib[key].removesuffix("pt")) for key in ("width", "height"))
    assert SHAPE / 1.4 < width / height < SHAPE * 1.4
    assert width < 2400


def test_without_graphviz_it_says_what_is_missing(
    bot: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One plain message; Mermaid needs no program."""
    monkeypatch.setenv("PATH", str(tmp_path))

    said = bot("draw")

    assert said.status == 2
    assert "sudo apt-get install graphviz" in said.err
    assert bot("draw", "--format", "mermaid").status == 0

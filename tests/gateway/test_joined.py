"""Modules joined into one script, or refused with file and line."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.gateway.joined import JoinError, joined, style
from bot.gateway.pages import WIDGET, widget
from bot.law.model import Law

LARGEST = 250  # lines of a module
HEAVIEST = 15_000  # bytes of the whole script, gzipped


def written(folder: Path, **modules: str) -> Path:
    """A folder with these modules."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_what_is_needed_comes_before_who_needs_it(tmp_path: Path) -> None:
    """Imports and the word export are gone, and each module is there once."""
    folder = written(
        tmp_path,
        a='import { b } from "./b.js";\nimport {\n  c,\n} from "./c.js";\nalert("a", b(c));\n',
        b='import { c } from "./c.js";\nalert("b");\nexport function b(x) { return x + c; }\n',
        c='// says "c"\nalert("c");\nexport const c = 1;\n',
    )

    script = joined(folder, "a.js", {})

    assert re.findall(r'"([abc])"', script) == ["c", "b", "a"]
    assert script.startswith('(()=>{"use strict"')
    assert not re.search(r"\b(import|export)\b", script)


def test_what_is_no_script_or_style_is_refused(tmp_path: Path) -> None:
    """At start, not in the browser."""
    folder = written(tmp_path, a="const a = (;\n")

    with pytest.raises(JoinError, match=r"a\.js and what it imports: "):
        joined(folder, "a.js", {})


def test_what_the_server_gives_takes_the_place_of_what_stands_there(tmp_path: Path) -> None:
    """As JSON, so that no text can end the string that it stands in."""
    folder = written(
        tmp_path,
        a='import { SERVED } from "./served.js";\nalert(SERVED);\n',
        served="export const SERVED = {};\n",
    )

    assert r"""'"<\/script> ā'""" in joined(folder, "a.js", {"SERVED": '"</script> ā'})
    with pytest.raises(JoinError, match=r"served\.js: OTHER, SERVED"):
        joined(folder, "a.js", {"OTHER": ""})


def test_a_style_is_short_and_keeps_what_a_host_sets(tmp_path: Path) -> None:
    """Custom properties of ours have short names; containers are shortened like all else."""
    sheet = tmp_path / "a.css"
    sheet.write_text(
        "p { --ink: red; --on-ink: var(--sts-ink, blue); color: var(--ink); top: var(--on-ink) }\n"
        "@container (min-width: 30em) {\n  p { b { top: 0px; } }\n}\n",
        encoding="utf-8",
    )

    assert style(sheet) == (
        "p{--a:red;--b:var(--sts-ink, blue);color:var(--a);top:var(--b)}"
        "@container(min-width:30em){p{b{top:0}}}"
    )
    sheet.write_text("@supports (top: 0) { p { top: 0 } }")
    with pytest.raises(JoinError, match=r"a\.css: @supports stands in for @container"):
        style(sheet)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('const x = await import("./b.js");', "a dynamic import"),
        ("export default function () {}", "a default export"),
        ("export { b };", "this export"),
        ('export * from "./b.js";', "this export"),
        ('import * as all from "./b.js";', "an import other than"),
        ('import other from "./b.js";', "an import other than"),
        ('import { b } from "lit";', "an import other than"),
        ('import { b as d } from "./b.js";', "an import under another name"),
        ('import { c } from "./b.js";', "c, which b.js does not export,"),
        ("const b = 2;", "b, which b.js defines too,"),
        ("function hidden() {}", "hidden, which b.js defines too,"),
        ("const [x, y] = [1, 2];", "names taken apart at top level"),
        ("const here = import.meta.url;", "import.meta"),
        ("const x = await fetch(1);", "await at top level"),
    ],
)
def test_what_cannot_be_joined_is_refused_by_file_and_line(
    tmp_path: Path, line: str, what: str
) -> None:
    """The gateway does not start with a script that would break in the browser."""
    both = 'import { b } from "./b.js";\nb();\n'
    folder = written(tmp_path, a=f"{both}{line}\n", b="export function b() {}\nconst hidden = 1;\n")

    with pytest.raises(JoinError) as refused:
        joined(folder, "a.js", {})

    assert what in str(refused.value)
    assert re.match(r"[ab]\.js:[123]: ", str(refused.value))


def test_a_module_that_is_missing_or_needs_itself_is_refused(tmp_path: Path) -> None:
    """It says who asked for it."""
    folder = written(
        tmp_path,
        a='import { b } from "./b.js";\n',
        b='import { a } from "./a.js";\n',
        c='import { d } from "./d.js";\n',
    )

    with pytest.raises(JoinError, match=r"a\.js and b\.js import each other"):
        joined(folder, "a.js", {})
    with pytest.raises(JoinError, match=r"c\.js: there is no d\.js"):
        joined(folder, "c.js", {})


def test_no_module_is_too_long() -> None:
    """One reason to change each."""
    long = {
        each.name for each in WIDGET.glob("*.js") if len(each.read_text().splitlines()) > LARGEST
    }

    assert long == set()


def test_every_module_is_in_the_script(law: Law) -> None:
    """None is left over that nothing imports."""
    seen = {"element.js"}
    todo = ["element.js"]
    while todo:
        needs = re.findall(r'from "\./([\w-]+\.js)"', (WIDGET / todo.pop()).read_text())
        todo += [each for each in needs if each not in seen]
        seen.update(needs)

    assert seen == {each.name for each in WIDGET.glob("*.js")}
    assert gzip.decompress(widget(law).packed) == widget(law).body


def test_the_script_stays_light(law: Law) -> None:
    """Everything in one request, as it goes over the wire."""
    assert len(widget(law).packed) <= HEAVIEST


def test_words_of_the_law_are_the_law_datas(law: Law) -> None:
    """Badges, states and the words of te reo Māori stand in one place."""
    wording = {**law.wording, "badge_permitted": "A badge", "status_open": "A state"}
    script = widget(replace(law, wording=wording, te_reo=("a word",))).body.decode()

    assert all(f'"{words}"' in script for words in ("A badge", "A state", "a word"))
    assert "whānau" not in script

"""Every file of ``data/`` that a start reads, in another encoding, or not there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.data_files import DATA, first_fault, named
from bot.law.errors import LawError

ROOT = DATA.parent
PROGRAM = Path(__file__).with_name("breaking.py")
LIKE = {
    "law/explainers/": "age-lines.yml",
    "law/frameworks/": "emergency.yml",
    "law/schema/": "facts.schema.json",
}
"""Of a folder whose files are read by the same lines, the one that is broken."""

FOR_THE_DIGEST = {"law/guidance-coverage.yml", "law/open-points.yml"}
"""Only their bytes are read, to say which law it is."""


def is_broken(name: str) -> bool:
    """Whether what a start does with this file is not tried by another."""
    folder, _, file = name.rpartition("/")
    return LIKE.get(f"{folder}/", file) == file and name not in FOR_THE_DIGEST


READ = sorted(
    path.relative_to(DATA).as_posix()
    for pattern in ("law/**/*.*", "privacy/*.*", "danger.yml", "usage.yml")
    for path in DATA.glob(pattern)
    if path.name != "SCOWL.licence.txt"
)
FILES = [name for name in READ if is_broken(name)]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is read, and what is said of each file that is broken in a copy of the product."""
    copy = tmp_path_factory.mktemp("product")
    for name in ("bot", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    ended = subprocess.run(
        [sys.executable, str(PROGRAM), *FILES],
        cwd=copy,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_every_file_that_is_read_is_known(told: dict[str, Any]) -> None:
    """A new one has to be put on the list."""
    assert told["read"] == READ


@pytest.mark.parametrize("name", FILES)
def test_one_in_another_encoding_is_named_with_its_line(told: dict[str, Any], name: str) -> None:
    """And what to do."""
    said = told["said"][name]["latin"]
    short = name.removeprefix("law/")

    assert re.fullmatch(
        rf"(data/)?({re.escape(name)}|{re.escape(short)}):2: .+; save it as UTF-8\.", said
    )


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("law/")])
def test_one_that_is_not_there_is_named(told: dict[str, Any], name: str) -> None:
    """No start without it; of the law's, ``tests/law/test_load.py``."""
    said = told["said"][name]["gone"]

    assert name.rpartition("/")[2] in said.partition(": ")[0]
    assert not said.startswith("raw ")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("words.yml", "a: [1\nb: 2\n", "data/words.yml:2: this is not YAML"),
        ("words.yml", "a: 1\nb: \x07\n", "data/words.yml:2: this is not YAML"),
        ("numbers.json", '{"a":\n\n1,}', "data/numbers.json:3: this is not JSON"),
    ],
)
def test_what_is_no_yaml_and_no_json_is_named(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    """Whoever reads it, and whatever they say of it."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "right.yml").write_text("a: 1\n", "utf-8")
    (data / name).write_text(content, "utf-8")

    with pytest.raises(LawError) as error, named(data):
        raise ValueError("something of a library's")

    assert str(error.value).startswith(says)


def test_an_error_that_no_file_brought_about_stays_what_it_is() -> None:
    """Nothing is wrong with any of ours."""
    assert first_fault() is None
    with pytest.raises(ZeroDivisionError), named():
        raise ZeroDivisionError

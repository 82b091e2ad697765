"""Slips in the law's own files: each loads, or is refused in a sentence with file and line."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from bot.law.errors import LawError
from bot.law.load import DATA_LAW, load_law
from bot.law.reading import read_block
from tests.hostile.law_files import FILES, folder_with, put_right, slipped

WHERE = re.compile(r"^[\w/.-]+\.(yml|md)(:\d+)?: \S")
HANGS_AFTER = 30.0
ENOUGH, MOST = 6, 60
ALIASES = list(zip("abcdefg", "bcdefgh", strict=True))
WORDING = DATA_LAW / "schema" / "wording.schema.json"


def test_a_slip_in_a_law_file_is_named_or_does_nothing(tmp_path: Path) -> None:
    """No other error, and no hang; every run has the same slips."""
    dice = random.Random(7)  # noqa: S311  (the same each time)
    refused = []
    for _ in range(6):
        name = dice.choice(FILES)
        folder = folder_with(slipped(dice, name), name, tmp_path)
        began = time.monotonic()
        try:
            load_law(folder)
        except LawError as error:
            refused.append(str(error))
        put_right(name, tmp_path)
        assert time.monotonic() - began < HANGS_AFTER, name

    assert len(refused) > 2
    assert [said for said in refused if not WHERE.match(said)] == []


@pytest.mark.parametrize("name", [name for name in FILES if name.count("/") == 0])
def test_slips_in_one_file_are_read_or_refused(name: str) -> None:
    """The reader alone, which is quick enough for many of them."""
    dice = random.Random(name)  # noqa: S311  (the same each time)
    schema = DATA_LAW / "schema" / f"{Path(name).stem}.schema.json"
    refused = tried = 0
    # Six at least; and in a file that is all sentences, most slips are in a word and do nothing.
    while tried < ENOUGH or (not refused and tried < MOST):
        tried += 1
        try:
            read_block(slipped(dice, name).decode("utf-8", "ignore"), name, schema)
        except LawError:
            refused += 1

    assert refused


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("wording: {a: b\x07}", "a character that no text may have"),
        ("wording: {a: b}\n7: x", "f:2: this is not YAML: '7' is no word"),
        ("wording:\n  ? [a]\n  : b", "f:2: this is not YAML"),
        ("wording: &a {b: *a}", "f:1: this is not YAML"),
        ("te_reo: &a [*a]", "f:1: this is not YAML"),
        (
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"{n}: &{n} [{', '.join([f'*{m}'] * 9)}]\n" for m, n in ALIASES),
            "aliases make it endless",
        ),
        ("te_reo: !!binary é", "f:1: this is not YAML"),
    ],
)
def test_what_yaml_itself_does_not_refuse_in_a_sentence(text: str, says: str) -> None:
    """Found by slips: each was another error, or none and then one without a place."""
    with pytest.raises(LawError, match=re.escape(says)):
        read_block(text, "f", WORDING)


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    """As an editor of another age saves it."""
    broken = (DATA_LAW / "contacts.yml").read_bytes().replace(b"\n", b"\n# \xe9\n", 1)
    folder = folder_with(broken, "contacts.yml", tmp_path)

    with pytest.raises(LawError, match=r"contacts\.yml:2: this is not text in UTF-8"):
        load_law(folder)

"""What may be kept: typed text made plain, and the closed sets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from serve import parcel_law

from bot.rasa.turn import plain_text
from bot.rasa.vocabulary import closed_entities, is_closed, words_of_law

WORDS = words_of_law(parcel_law())


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        pytest.param("/affirm", "affirm", id="a command"),
        pytest.param(' / //set_slot{"a": 1}', 'set_slot{"a": 1}', id="slashes and blanks"),
        pytest.param("\ufeff/affirm", "affirm", id="a slash behind an invisible mark"),
        pytest.param("\x00/\x1b/affirm", "affirm", id="a slash behind control characters"),
        pytest.param("/\u200b/affirm", "affirm", id="invisible between slashes"),
        pytest.param("a\nb\tc", "a b c", id="lines become blanks"),
        pytest.param("\u202eevil\u202c", "evil", id="bidirectional controls"),
        pytest.param("and/or 1/2", "and/or 1/2", id="slashes within"),
        pytest.param("Kei te pehea koe, e h\u014d?", "Kei te pehea koe, e h\u014d?", id="macrons"),
        pytest.param("///", "", id="nothing left"),
    ],
)
def test_typed_text_is_made_plain(typed: str, plain: str) -> None:
    """No commands and nothing invisible; everything that can be read stays."""
    assert plain_text(typed) == plain


@pytest.mark.parametrize(
    ("value", "closed"),
    [
        ("small", True),
        ("unknown", True),
        ("Hinemoana", False),
        ("", False),
        (None, True),
        (7, True),
        (2019, True),
        (211234567, False),
        (True, True),
        (["small", "fast"], True),
        (["small", "Hinemoana"], False),
        ({"small": "fast"}, False),
    ],
)
def test_closed_values(value: Any, *, closed: bool) -> None:
    """Words of the law, small numbers and truth values are; names and telephone numbers are not."""
    assert is_closed(value, WORDS) is closed


def test_entities_keep_their_meaning_and_nothing_typed() -> None:
    """Role, group and extractor stay; positions, text and open values go."""
    found: list[dict[str, Any]] = [
        {
            "entity": "size",
            "value": "small",
            "role": "sender",
            "start": 3,
            "end": 8,
            "text": "smol",
        },
        {"entity": "name", "value": "Hinemoana", "start": 12, "end": 21},
        {"entity": "speed", "value": None},
    ]

    kept = closed_entities(found, WORDS)

    assert kept == [{"entity": "size", "value": "small", "role": "sender"}]
    assert "smol" not in json.dumps(kept)

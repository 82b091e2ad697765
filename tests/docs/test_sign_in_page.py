"""The page on signing people in names every setting, and what it says is taken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.gateway.public import is_public
from bot.gateway.sign_in.settings import ALGORITHMS, PREFIX, SignInSettingsError, read_sign_in

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "sign-people-in.md").read_text(encoding="utf-8")


def test_the_page_and_the_code_name_the_same_settings() -> None:
    """A wrong one is refused with the list of those that there are."""
    with pytest.raises(SignInSettingsError) as refused:
        read_sign_in({f"{PREFIX}NOT_THERE": "x"})
    ours = set(str(refused.value).split("There are: ")[1].rstrip(".").split(", "))

    assert set(re.findall(rf"{PREFIX}([A-Z]+)", PAGE)) == ours


def test_the_pages_headers_and_algorithms_are_taken() -> None:
    """Those of its tables."""
    headers = re.findall(r"`((?:X|Cf)-[\w-]+)`", PAGE.replace("`X-Forwarded-For`", ""))
    for header in headers:
        assert read_sign_in({f"{PREFIX}HEADER": header, f"{PREFIX}PROXY": "10.0.0.5"})

    assert len(set(headers)) == 4
    assert all(f"`{each}`" in PAGE for each in ALGORITHMS)


def test_what_the_page_says_is_open_is_open() -> None:
    """And what it says is closed is not."""
    section = PAGE.split("## What stays open")[1].split("\n## ")[0]
    named = re.findall(r"`(/[\w./]*)`", section)

    assert len(named) == 7
    assert all(is_public(path) for path in named)
    assert not is_public("/chat")

"""The agency's keys: given, in a file, or made; anything else stops the start with a sentence."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.sealing.keys import KeysError, open_keyring, read_keys

RAW = bytes(range(32))
BASE64 = base64.b64encode(RAW).decode()


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(BASE64, id="base64"),
        pytest.param(BASE64.rstrip("="), id="base64 without its end"),
        pytest.param(base64.urlsafe_b64encode(RAW).decode(), id="base64 for addresses"),
        pytest.param(RAW.hex(), id="hexadecimal"),
        pytest.param(f"\n  {RAW.hex().upper()}\n", id="with line ends"),
    ],
)
def test_a_key_may_be_written_in_several_ways(written: str) -> None:
    """All of them are the same key."""
    sealed = read_keys(BASE64, "here").sealer("c").seal(b"x", "p")

    assert read_keys(written, "here").sealer("c").open(sealed, "p") == b"x"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("correct horse battery staple", id="a sentence"),
        pytest.param(BASE64[:-6], id="too short"),
        pytest.param(BASE64 + BASE64, id="two in one"),
        pytest.param(f"{BASE64} kererū", id="the second is none"),
        pytest.param("é" * 44, id="other letters"),
    ],
)
def test_what_is_no_key_is_refused_and_not_repeated(written: str) -> None:
    """The sentence says which one, and how to make one."""
    with pytest.raises(KeysError, match="openssl rand -base64 32") as refused:
        read_keys(written, "SAFE_TO_SHARE_KEYS")

    assert str(refused.value).startswith("SAFE_TO_SHARE_KEYS: key ")
    assert not any(word in str(refused.value) for word in (BASE64[:8], "horse", "kererū"))


def test_no_keys_at_all_are_refused(tmp_path: Path) -> None:
    """An empty file is a mistake, not a wish."""
    (tmp_path / "keys").write_text("\n")

    with pytest.raises(KeysError, match="holds no key"):
        open_keyring({"SAFE_TO_SHARE_KEYS_FILE": str(tmp_path / "keys")}, tmp_path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """None is made in its place: the agency means to hold its key itself."""
    named = tmp_path / "keys"
    if content:
        named.write_bytes(content)

    with pytest.raises(KeysError, match="cannot be made or read"):
        open_keyring({"SAFE_TO_SHARE_KEYS_FILE": str(named)}, tmp_path)
    assert not (tmp_path / "sealing.keys").exists()


def test_keys_in_two_places_are_refused(tmp_path: Path) -> None:
    """Nobody has to guess which of them counts."""
    env = {"SAFE_TO_SHARE_KEYS": BASE64, "SAFE_TO_SHARE_KEYS_FILE": str(tmp_path / "keys")}

    with pytest.raises(KeysError, match="both set"):
        open_keyring(env, tmp_path)


def test_without_any_one_is_made_for_this_account_only(tmp_path: Path) -> None:
    """And is the same at the next start."""
    state = tmp_path / "state"
    sealed = open_keyring({}, state).sealer("c").seal(b"x", "p")

    assert open_keyring({}, state).sealer("c").open(sealed, "p") == b"x"
    assert [path.name for path in state.iterdir()] == ["sealing.keys"]
    assert (state / "sealing.keys").stat().st_mode & 0o077 == 0


def test_processes_that_start_at_once_have_the_same_key(tmp_path: Path) -> None:
    """Gateway and Rasa both look for it, and either may be first."""
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: open_keyring({}, tmp_path), range(16)))
    sealed = rings[0].sealer("c").seal(b"x", "p")

    assert [ring.sealer("c").open(sealed, "p") for ring in rings] == [b"x"] * 16

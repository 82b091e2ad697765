"""What is sealed opens for its place, its holder and its key, and for nothing else."""

from __future__ import annotations

import pytest

from bot.sealing.keyring import Keyring, Unreadable

OLD, NEW = b"o" * 32, b"n" * 32
SAID = "He whakapā ki te kura".encode()


def test_what_was_sealed_opens_again() -> None:
    """For the same conversation, secret and place; nothing of it is to be seen in between."""
    sealed = Keyring([OLD]).sealer("c", "token").seal(SAID, "turns.blocks 1")

    assert Keyring([OLD]).sealer("c", "token").open(sealed, "turns.blocks 1") == SAID
    assert SAID[:6] not in sealed


@pytest.mark.parametrize(
    ("conversation", "secret", "place"),
    [
        pytest.param("d", "token", "turns.blocks 1", id="another conversation's row"),
        pytest.param("c", "token", "turns.blocks 2", id="another turn's row"),
        pytest.param("c", "token", "turns.said 1", id="another column"),
        pytest.param("c", "other", "turns.blocks 1", id="another's token"),
        pytest.param("c", "", "turns.blocks 1", id="the agency's key alone"),
    ],
)
def test_it_opens_nowhere_else(conversation: str, secret: str, place: str) -> None:
    """Rows cannot be swapped, and the server's file with its key is not enough."""
    sealed = Keyring([OLD]).sealer("c", "token").seal(SAID, "turns.blocks 1")

    with pytest.raises(Unreadable):
        Keyring([OLD]).sealer(conversation, secret).open(sealed, place)


def test_the_first_key_seals_and_all_open() -> None:
    """So a new key is put before the old one, and the old one goes when nothing needs it."""
    before = Keyring([OLD]).sealer("c").seal(SAID, "here")
    both = Keyring([NEW, OLD]).sealer("c")

    assert both.open(before, "here") == SAID
    assert Keyring([NEW]).sealer("c").open(both.seal(SAID, "here"), "here") == SAID
    with pytest.raises(Unreadable):
        Keyring([NEW]).sealer("c").open(before, "here")


@pytest.mark.parametrize("changed", range(0, 40, 3))
def test_an_altered_byte_is_noticed(changed: int) -> None:
    """Wherever it is: in the key's name, the nonce, what was said or its tag."""
    sealer = Keyring([OLD]).sealer("c")
    sealed = bytearray(sealer.seal(SAID, "here"))
    sealed[changed] ^= 1

    with pytest.raises(Unreadable):
        sealer.open(bytes(sealed), "here")


@pytest.mark.parametrize("strange", [b"", b"\x01", b"[]", "[]", None, 7])
def test_what_was_never_sealed_does_not_open(strange: object) -> None:
    """Rows of before there were seals, or of somebody else's making."""
    with pytest.raises(Unreadable):
        Keyring([OLD]).sealer("c").open(strange, "here")


def test_the_same_is_never_sealed_alike() -> None:
    """Nobody sees from outside that two answers are the same."""
    sealer = Keyring([OLD]).sealer("c")

    assert sealer.seal(SAID, "here") != sealer.seal(SAID, "here")

"""What sealing adds to a turn: ``python -m bench.sealing``."""

from __future__ import annotations

import os
import timeit

from bot.sealing.keyring import KEY, Keyring

TURNS = 2_000
BLOCKS, ISSUED, WINDOW, EVENT = (b"x" * size for size in (20_000, 2_000, 5_000, 200))
"""Sizes of a long answer, of open questions, of Rasa's window and of one of its events."""
EVENTS = 15


def gateway(keys: Keyring) -> None:
    """What a turn opens and seals in the gateway."""
    issued = keys.sealer("conversation", "token").seal(ISSUED, "conversations.issued")
    sealer = keys.sealer("conversation", "token")
    assert sealer.open(issued, "conversations.issued") == ISSUED
    sealer.seal(BLOCKS, "turns.blocks 3")
    sealer.seal(b"{}", "turns.said 3")


def rasa(keys: Keyring) -> None:
    """The same beside Rasa."""
    sealer = keys.sealer("conversation")
    window = sealer.seal(WINDOW, "recent")
    assert keys.sealer("conversation").open(window, "recent") == WINDOW
    for position in range(EVENTS):
        sealer.seal(EVENT, f"body {position}")


if __name__ == "__main__":
    ring = Keyring([os.urandom(KEY)])
    for side in (gateway, rasa):
        best = min(timeit.repeat(lambda side=side: side(ring), number=TURNS, repeat=5)) / TURNS
        print(f"{side.__name__}: {best * 1000:.3f} ms a turn")

"""Some of the hostile turns, in every run of the tests; ``tests/hostile/turns.py`` has them all."""

from __future__ import annotations

import httpx

from tests.hostile.turns import FAILED, Tally, Victim, attack, judge

ME, OTHER = (
    Victim(f"id-{n}", f"token-{n}", role, f"zqx{n}") for n, role in enumerate(["gp", "midwife"])
)


async def test_hostile_turns_crash_hang_and_leak_nothing(product: str) -> None:
    """In 40 conversations, eight at once; each is still itself afterwards."""
    tally = await attack(product, turns=400, seed=7)

    assert tally.is_clean, str(tally)
    assert tally.statuses[200] > 100
    assert {404, 409, 422} <= tally.statuses.keys()


def judged(status: int, **body: object) -> Tally:
    """What is said of an answer to me."""
    tally = Tally()
    judge("text", ME, [ME, OTHER], httpx.Response(status, json=body), tally)
    return tally


def test_the_judge_sees_what_it_looks_for() -> None:
    """Each kind of wrong answer, and a right one."""
    facts = {"type": "facts", "items": [{"fact": "sharer", "value": "midwife"}]}

    assert judged(200, blocks=[]).is_clean
    assert judged(500, blocks=[]).crashed
    assert judged(200, blocks=[{"type": "notice", "text": FAILED}]).crashed
    assert judged(200, blocks=[{"type": "text", "text": "you said zqx0"}]).leaked
    assert judged(200, blocks=[{"type": "record", "url": "/records/token-1"}]).leaked
    assert judged(200, blocks=[facts]).leaked

"""A question about the guidance, without a conversation."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.dialogue.meaning import ASKED

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from rasa.core.channels.channel import UserMessage

    from bot.rasa.dialogue import Dialogue


def test_it_is_read_as_a_question_whatever_it_looks_like(
    parcels: Callable[[], Dialogue], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the pipeline looks for no answer where a message surely says something else."""
    dialogue, noted = parcels(), []

    async def read(message: UserMessage) -> dict[str, Any]:
        noted.append(message.metadata)
        return {"entities": []}

    monkeypatch.setattr(dialogue.agent.processor, "parse_message", read)

    assert asyncio.run(dialogue.guidance("I teach")) == []
    assert noted == [{ASKED: True}]

"""A conversation full of personal information leaves none of it behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conversations.conftest import Conversation

SAID = (
    "I'm a GP. Wharetapu Quagmirex (NHI ZZZ0016, born 12 September 2015) is not being fed, school?",
    "they are at 12 Ratabushy Street, can I tell his school?",
    "her mum is losalia-mae vanderquist, 021 555 0199, losalia.v@quagmirex.example.nz",
    "no, tamahounui is safe. insta @zebquag_9, plate KLM482, https://quagmirex.example/zeb",
    "why do you ask about tamahounui vanderquist",
)
# Four digits alone would be found in the times that a store keeps.
TRACES = (
    *"wharetapu quagmirex zzz0016 ratabushy losalia vanderquist tamahounui zebquag klm482".split(),
    "september 2015",
    "555 0199",
)


def test_no_byte_of_it_is_in_a_store_or_log(
    conversation: Conversation, product_state: Path
) -> None:
    """Of stores, logs and whatever else is in the folder, while it goes on and after it ended."""
    for text in SAID:
        conversation.say(text)
        assert conversation.status == 200
    assert conversation.asked

    for _ in range(2):
        files = [path for path in product_state.rglob("*") if path.is_file()]
        assert {"gateway.db", "rasa.db"} <= {path.name for path in files}
        for path in files:
            held = path.read_bytes().lower()
            assert not [(path.name, trace) for trace in TRACES if trace.encode() in held]
        conversation.client.delete(
            f"/api/v1/conversations/{conversation.id}", headers=conversation.headers
        )


def test_names_do_not_change_what_is_understood(conversation: Conversation) -> None:
    """The facts of a message with names are those of one without."""
    conversation.say(
        "I teach year 3 and I'm worried tamahounui isn't being fed at home, "
        "can I tell the practice nurse?"
    )

    notice = conversation.blocks[0]
    assert (notice["type"], notice["level"]) == ("notice", "privacy")
    facts = next(block for block in conversation.blocks if block["type"] == "facts")
    understood = {item["fact"]: item["value"] for item in facts["items"]}
    assert understood["sharer"] == "state-school-teacher"
    assert understood["recipient"] == "practice-nurse"
    assert understood["concern"] == "neglect"

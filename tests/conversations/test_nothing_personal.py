"""A conversation full of personal information leaves none of it behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx

from tests.conftest import ROOT, running
from tests.conversations.conftest import Conversation

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
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


def test_a_stopped_product_holds_no_word_and_nothing_of_a_forgotten_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Searched by bytes, in every file of its own and every temporary one, once it has ended."""
    state, temporary = tmp_path / "state", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with running(state) as address, httpx.Client(base_url=address, timeout=30) as client:
        stays, goes = Conversation(client), Conversation(client)
        for one in (stays, goes):
            one.begin()
            client.cookies.clear()
            for text in SAID:
                one.say(text)
        shown = [block["text"] for block in goes.blocks if block["type"] == "text"]
        goes.say("delete this chat")
        gone = client.get(goes.url, headers=goes.headers).status_code

    names = {re.sub(r"-(wal|shm)$", "", path.name) for path in state.rglob("*") if path.is_file()}
    assert [name for name in names if f"`{name}`" not in PAGE] == [], "docs/privacy.md lists them"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    held = b"\n".join(path.read_bytes().lower() for path in files)
    assert {"gateway.db", "rasa.db", "gateway.log", "rasa.log"} <= {path.name for path in files}
    assert gone == 404
    assert stays.id.lower().encode() in held  # what is there would be found
    left = [goes.id, goes.token, stays.token, *TRACES, *shown]
    assert [trace for trace in left if trace.lower().encode() in held] == []


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

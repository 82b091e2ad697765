"""The store: nothing typed is kept, whoever wrote it, and a failing file is an error."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core import events as rasa_events
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.rasa.archive import NotSaved
from bot.rasa.postgres import PostgresArchive
from bot.rasa.tracker_store import ConversationStore, Lost
from bot.sealing.keyring import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = {
    "intents": ["tell"],
    "entities": ["size", "name"],
    "slots": {
        "size": {"type": "categorical", "values": ["small"], "mappings": [{"type": "custom"}]},
        "free": {"type": "text", "mappings": [{"type": "from_text"}]},
        "heap": {"type": "any", "mappings": [{"type": "custom"}]},
    },
    "session_config": {"session_expiration_time": 0, "carry_over_slots_to_new_session": False},
}
WORDS = "My name is Hinemoana"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ConversationStore:
    """An empty store without a law of its own, in each database that it can be in."""
    monkeypatch.setenv("SAFE_TO_SHARE_STATE", f"{tmp_path}")
    if request.param == "postgresql":
        postgres = request.getfixturevalue("postgres")
        monkeypatch.setenv("SAFE_TO_SHARE_DATABASE", postgres.migrated())
        monkeypatch.setenv("SAFE_TO_SHARE_INSTALLATION", "tests")
    return ConversationStore(Domain.from_dict(DOMAIN), words=frozenset())


def everything_in(store: ConversationStore, folder: Path) -> bytes:
    """Every byte of the folder's files, or every row of the database."""
    if not isinstance(store.archive, PostgresArchive):
        return b"".join(file.read_bytes() for file in folder.iterdir())
    with store.archive._connection.cursor() as cursor:
        cursor.execute("SELECT c, e FROM rasa_conversations c FULL JOIN rasa_events e ON false")
        return repr(cursor.fetchall()).encode()


def wordy_events() -> list[Any]:
    """Every place in which Rasa's own channels and careless actions put words."""
    entities = [
        {"entity": "size", "value": "small", "start": 0, "end": 5, "text": WORDS},
        {"entity": "name", "value": WORDS, "start": 11, "end": 20},
        {"entity": "name", "value": 211234567},
    ]
    parse_data = {"text": WORDS, "intent_ranking": [{"name": WORDS}], "metadata": {"x": WORDS}}
    return [
        rasa_events.UserUttered(
            WORDS, {"name": "tell", "confidence": 0.9}, entities, parse_data, metadata={"x": WORDS}
        ),
        rasa_events.UserUttered(f"/{WORDS}", {"name": WORDS, "confidence": 1.0}, message_id=WORDS),
        rasa_events.EntitiesAdded([{"entity": "name", "value": WORDS}]),
        rasa_events.SlotSet("free", WORDS),
        rasa_events.SlotSet("heap", {"said": [WORDS]}),
        rasa_events.SlotSet("size", "small", metadata={"x": WORDS}),
        rasa_events.BotUttered(WORDS, {"custom": {"block": {"type": "facts", "text": WORDS}}}),
        rasa_events.ActionExecuted("action_listen", metadata={"x": WORDS}),
        rasa_events.ReminderScheduled(
            "tell", "2030-01-01T00:00:00", [{"value": WORDS}], name=WORDS
        ),
        rasa_events.AgentUttered(WORDS),
    ]


async def test_no_word_reaches_the_file(store: ConversationStore, tmp_path: Path) -> None:
    """Text, entities, metadata, slots, replies: only names and closed values are kept."""
    tracker = await store.get_or_create_tracker("c")
    tracker.update_with_events(wordy_events(), store.domain)
    await store.save(tracker)

    row = store.archive.load("c")
    opened = "".join([*store.archive.events("c"), row.recent if row else ""])

    assert "Hinemoana" not in opened
    assert "211234567" not in opened
    for expected in ("tell", "small", "facts", "action_listen"):
        assert expected in opened
        assert expected.encode() not in everything_in(store, tmp_path)  # sealed


async def test_a_value_outside_the_closed_sets_is_not_believed(
    store: ConversationStore, caplog: pytest.LogCaptureFixture
) -> None:
    """After a reload such a slot is empty; the log names the slot, not the value."""
    tracker = await store.get_or_create_tracker("c")
    tracker.update_with_events(wordy_events(), store.domain)
    await store.save(tracker)

    again = await store.get_or_create_tracker("c")

    assert again.get_slot("free") is None
    assert again.get_slot("size") == "small"
    assert "Slot free holds a value outside the closed sets" in caplog.text
    assert WORDS not in caplog.text


async def test_a_forgotten_conversation_leaves_no_trace(
    store: ConversationStore, tmp_path: Path
) -> None:
    """Rows are overwritten in the file and in its write-ahead log."""
    tracker = await store.get_or_create_tracker("to-be-forgotten")
    tracker.update(rasa_events.SlotSet("size", "small"))
    await store.save(tracker)

    await store.forget("to-be-forgotten")
    kept = everything_in(store, tmp_path)

    assert await store.retrieve("to-be-forgotten") is None
    assert await store.retrieve_full_tracker("to-be-forgotten") is None
    assert b"to-be-forgotten" not in kept


async def test_two_writers_do_not_overwrite_each_other(store: ConversationStore) -> None:
    """The second one is told; the first one's turn stays."""
    tracker = await store.get_or_create_tracker("c")
    tracker.update(rasa_events.SlotSet("size", "small"))
    await store.save(tracker)
    first, second = [await store.get_or_create_tracker("c") for _ in range(2)]
    first.update(rasa_events.ActionExecuted("action_first"))
    second.update(rasa_events.ActionExecuted("action_second"))

    await store.save(first)

    with pytest.raises(NotSaved):
        await store.save(second)
    assert (await store.get_or_create_tracker("c")).latest_action_name != "action_second"


async def test_saving_twice_archives_once(store: ConversationStore) -> None:
    """A tracker without news adds nothing."""
    tracker = await store.get_or_create_tracker("c", append_action_listen=False)
    tracker.update(rasa_events.ActionExecuted("action_listen"))

    await store.save(tracker)
    await store.save(tracker)

    assert len(store.archive.events("c")) == 1


async def test_a_tracker_of_rasas_own_is_appended(store: ConversationStore) -> None:
    """Rasa's commands may save trackers that this store did not make."""
    for _ in range(2):
        tracker = DialogueStateTracker("c", store.domain.slots)
        tracker.update(rasa_events.ActionExecuted("action_listen"))
        await store.save(tracker)

    assert len(store.archive.events("c")) == 2
    assert await store.keys() == ["c"]


async def test_rows_cannot_be_swapped(store: ConversationStore, tmp_path: Path) -> None:
    """Who can write the file cannot put one conversation's window under another's name."""
    for name, size in (("mine", "small"), ("theirs", None)):
        tracker = await store.get_or_create_tracker(name)
        tracker.update(rasa_events.SlotSet("size", size))
        await store.save(tracker)
    swap = "UPDATE {0} SET recent = (SELECT recent FROM {0} WHERE id = 'theirs') WHERE id = 'mine'"
    if isinstance(store.archive, PostgresArchive):
        with store.archive._connection.cursor() as cursor:
            cursor.execute(swap.format("rasa_conversations"))
    else:
        with closing(sqlite3.connect(tmp_path / "rasa.db")) as db, db:
            db.execute(swap.format("conversations"))

    with pytest.raises(Unreadable):
        store.archive.load("mine")
    assert store.archive.load("theirs")


async def test_a_conversation_whose_key_is_lost_cannot_go_on(
    store: ConversationStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One line says so. It is not begun anew behind the person's back, and not removed either."""
    tracker = await store.get_or_create_tracker("c")
    tracker.update(rasa_events.SlotSet("size", "small"))
    await store.save(tracker)
    (tmp_path / "sealing.keys").unlink()
    later = ConversationStore(store.domain, words=frozenset())

    with pytest.raises(Lost):
        await later.get_or_create_tracker("c")

    assert caplog.text.count("sealed with a key that is not here") == 1
    assert await store.retrieve("c") is not None


@pytest.mark.parametrize(
    "recent",
    [
        pytest.param("{", id="cut off"),
        pytest.param('{"events": [{"event": "of a later version"}], "replies": []}', id="unknown"),
        pytest.param('{"replies": []}', id="without events"),
        pytest.param('"words"', id="something else"),
    ],
)
async def test_a_damaged_conversation_cannot_go_on_and_others_do(
    store: ConversationStore, recent: str
) -> None:
    """It opens, and makes no sense."""
    store.archive.save("damaged", ["{}"], 0, recent)

    with pytest.raises(Lost):
        await store.retrieve("damaged")
    assert await store.retrieve("another") is None


async def test_what_was_removed_during_a_turn_does_not_come_back(
    store: ConversationStore,
) -> None:
    """The turn's end is refused: half of a conversation would be worse than none."""
    tracker = await store.get_or_create_tracker("c")
    await store.save(tracker)
    tracker.update(rasa_events.SlotSet("size", "small"))
    await store.forget("c")

    with pytest.raises(NotSaved, match="removed during the turn"):
        await store.save(tracker)
    assert await store.retrieve("c") is None


def test_rasa_makes_it_from_its_class_path(tmp_path: Path) -> None:
    """As endpoints.yml names it; without options that it does not have."""
    path = "bot.rasa.tracker_store.ConversationStore"
    url = f"{tmp_path / 'x.db'}"

    store = TrackerStore.create(EndpointConfig(url, type=path))

    assert isinstance(store, ConversationStore)
    with pytest.raises(ValueError, match="no option record_exp"):
        TrackerStore.create(EndpointConfig(url, type=path, record_exp=3))

"""Rasa's tracker store: a snapshot and recent events for Rasa, the archive for us, no words.

A failing file is an error of the turn. Rasa's own launcher would go on in memory; ours does not.
"""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.database import read_database
from bot.privacy.logs import place_of
from bot.rasa.archive import Archive, NotSaved
from bot.rasa.postgres import PostgresArchive
from bot.rasa.replies import Replies
from bot.rasa.scrub import kept_of
from bot.rasa.vocabulary import words_of_domain, words_of_law
from bot.rasa.window import window_of
from bot.sealing.keyring import Unreadable
from bot.sealing.keys import open_keyring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rasa.core.brokers.broker import EventBroker
    from rasa.shared.core.domain import Domain

    from bot.rasa.archive import Stored

log = logging.getLogger(__name__)

STATE = Path(".state")
FILE = "rasa.db"


def state_file() -> Path:
    """Where the conversations are: ``rasa.db`` in the folder that SAFE_TO_SHARE_STATE names."""
    return Path(os.environ.get("SAFE_TO_SHARE_STATE") or STATE) / FILE


def _archive(host: str | None) -> Archive | PostgresArchive:
    """The file of that path; without one what the settings say.

    Raises:
        NotSaved: it cannot be opened.
        KeysError: the agency's keys are missing or malformed.
        DatabaseError: the database of the settings is not named right.
    """
    path = Path(host) if host else state_file()
    keys = open_keyring(os.environ, path.parent)
    database = None if host else read_database(os.environ)
    return PostgresArchive(database, keys) if database else Archive(path, keys)


class Lost(Exception):
    """What is kept of a conversation cannot be read. It is left as it is, until it is too old."""


class StoredTracker(DialogueStateTracker):
    """A tracker that knows how many of its events are stored, and how many are archived.

    It brings the replies to its last turns, and takes along what is to be saved with them.
    """

    stored = 0
    archived = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Rasa's, with no reply yet."""
        super().__init__(*args, **kwargs)
        self.replies = Replies()


class ConversationStore(TrackerStore):
    """Keeps conversations in one SQLite file, or in PostgreSQL."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        """Open the file, or the database that SAFE_TO_SHARE_DATABASE names.

        Args:
            domain: its names belong to the closed sets.
            host: path of the file (``url`` in endpoints.yml); by default ``state_file()``.
            event_broker: refused, since events would leave this file.
            kwargs: refused by name when unknown; ``words`` are the closed sets of the law,
                read from ``data/law`` when they are first needed if not given.

        Raises:
            NotSaved: it cannot be opened.
            KeysError: the agency's keys are missing or malformed.
            ValueError: an option that this store does not have.
        """
        self._law_words: frozenset[str] | None = kwargs.pop("words", None)
        if event_broker or kwargs:
            options = ", ".join(sorted(kwargs)) or "event_broker"
            message = f"The conversation store has no option {options}."
            raise ValueError(message)
        self._words: frozenset[str] | None = None
        self.archive = _archive(host)
        super().__init__(domain, None)

    @property
    def domain(self) -> Domain:
        """The domain; its names belong to the closed sets."""
        return super().domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        TrackerStore.domain.fset(self, domain)
        self._words = None

    @property
    def words(self) -> frozenset[str]:
        """The closed sets of the law and the domain together."""
        if self._words is None:
            if self._law_words is None:
                from bot.law.load import load_law  # noqa: PLC0415  (the launcher gives the words)

                self._law_words = words_of_law(load_law())
            self._words = self._law_words | words_of_domain(self.domain)
        return self._words

    def init_tracker(self, sender_id: str) -> StoredTracker:
        """An empty tracker."""
        return StoredTracker(sender_id, self.domain.slots)

    async def create_tracker(
        self,
        sender_id: str,
        append_action_listen: bool = True,  # noqa: FBT001, FBT002  (Rasa's signature)
    ) -> StoredTracker:
        """A new conversation; it is stored with its first turn, not before."""
        tracker = self.init_tracker(sender_id)
        if append_action_listen:
            tracker.update(ActionExecuted("action_listen"))
        return tracker

    async def retrieve(self, sender_id: str) -> StoredTracker | None:
        """A tracker in the state in which it was saved, None for an unknown conversation.

        Raises:
            NotSaved: the file cannot be read.
            Lost: this conversation cannot, and others can: its key is gone, or it is damaged.
        """
        try:
            row = self.archive.load(sender_id)
            return self._read(sender_id, row) if row else None
        except Unreadable:
            log.error("A conversation was sealed with a key that is not here.")  # noqa: TRY400  (no trace: it says nothing more)
            raise Lost from None
        except (ValueError, TypeError, LookupError) as error:
            log.error("A conversation cannot be read: %s.", place_of(error))  # noqa: TRY400  (a traceback would have words)
            raise Lost from None

    def _read(self, sender_id: str, row: Stored) -> StoredTracker:
        """The tracker of a row."""
        recent = json.loads(row.recent)
        if isinstance(recent, list):  # as it was kept before replies were
            recent = {"events": recent, "replies": []}
        tracker = self._rebuilt(sender_id, recent["events"])
        tracker.replies = Replies.from_json(recent["replies"])
        tracker.stored, tracker.archived = len(tracker.events), row.events
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> StoredTracker | None:
        """A tracker with every archived event: slower the longer the conversation.

        Raises:
            NotSaved: the file cannot be read.
        """
        bodies = self.archive.events(conversation_id)
        if not bodies:
            return None
        tracker = self._rebuilt(conversation_id, [json.loads(body) for body in bodies])
        tracker.stored = tracker.archived = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new and replace the window and the last replies, in one transaction.

        Raises:
            NotSaved: nothing was saved.
        """
        stored = tracker.stored if isinstance(tracker, StoredTracker) else 0
        events = list(tracker.events)
        if len(events) == stored:
            return
        if isinstance(tracker, StoredTracker):
            after = tracker.archived
        else:
            row = self.archive.load(tracker.sender_id)
            after = row.events if row else 0
        new = [json.dumps(kept_of(event, self.words)) for event in events[stored:]]
        replies = tracker.replies.as_json() if isinstance(tracker, StoredTracker) else []
        window = [kept_of(event, self.words) for event in window_of(tracker)]
        recent = json.dumps({"events": window, "replies": replies})
        self.archive.save(tracker.sender_id, new, after, recent)
        if isinstance(tracker, StoredTracker):
            tracker.stored, tracker.archived = len(events), after + len(new)

    async def forget(self, conversation_id: str) -> None:
        """Remove a conversation: its window and its archive.

        Raises:
            NotSaved: it is still there.
        """
        self.archive.delete(conversation_id)

    async def keys(self) -> Iterable[str]:
        """Ids of all conversations."""
        return self.archive.ids()

    def _rebuilt(self, sender_id: str, kept: Sequence[dict[str, Any]]) -> StoredTracker:
        tracker = self.init_tracker(sender_id)
        events = [Event.from_parameters(event) for event in kept]
        tracker.recreate_from_dialogue(Dialogue(sender_id, events))
        return tracker


__all__ = ["ConversationStore", "Lost", "NotSaved", "StoredTracker", "state_file"]

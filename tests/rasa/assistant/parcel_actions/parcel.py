"""The parcel counter's actions: well-behaved ones, and ones that fail on purpose."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

Domain = dict[str, Any]


class ValidateParcelForm(FormValidationAction):
    """Accepts every value of the closed sets, but fails on an unwieldy parcel."""

    def name(self) -> str:
        return "validate_parcel_form"

    def validate_size(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> dict[str, Any]:
        if value == "unwieldy":
            raise RuntimeError(f"cannot weigh {tracker.latest_message!r}")
        return {"size": value}


class Quiet(Action, ABC):
    """An action that answers with one text."""

    text = ""

    @abstractmethod
    def name(self) -> str:
        """Rasa's name of the action."""

    def events(self, tracker: Tracker) -> list[EventType]:
        return []

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        if self.text:
            dispatcher.utter_message(text=self.text)
        return self.events(tracker)


class Receipt(Quiet):
    """Says what was understood, as a block."""

    def name(self) -> str:
        return "action_receipt"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        said = ", ".join(str(tracker.get_slot(s)) for s in ("size", "speed", "insured"))
        dispatcher.utter_message(json_message={"block": {"type": "text", "text": said}})
        return []


class StartAgain(Quiet):
    """Empties every slot and leaves the form."""

    text = "From the beginning."

    def name(self) -> str:
        return "action_start_again"

    def events(self, tracker: Tracker) -> list[EventType]:
        return [ActiveLoop(None), AllSlotsReset()]


class ChangeFact(Quiet):
    """Empties the slot that the person wants to change."""

    def name(self) -> str:
        return "action_change_fact"

    def events(self, tracker: Tracker) -> list[EventType]:
        fact = next(tracker.get_latest_entity_values("fact"), None)
        return [SlotSet(fact, None), ActiveLoop(None)] if fact else []


class Break(Quiet):
    """Fails with the person's words in the message, as careless code does."""

    def name(self) -> str:
        return "action_break"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        raise ValueError(f"cannot handle: {tracker.latest_message}")


class Forget(Quiet):
    """Asks the gateway to forget the conversation."""

    text = "Forgotten."

    def name(self) -> str:
        return "action_forget"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        dispatcher.utter_message(json_message={"signal": "forget"})
        return super().run(dispatcher, tracker, domain)


class Nothing(Quiet):
    """Says nothing at all."""

    def name(self) -> str:
        return "action_nothing"

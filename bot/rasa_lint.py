"""Faults that ``rasa data validate`` lets pass, each of which ends in silence for a person.

Every check is a function from the files to the faults it finds; tests/house/test_rasa_lint.py
shows for each a good and a bad sample.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from bot.rasa_files import RasaFiles, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

RASA_INTENTS = frozenset({"restart", "back", "session_start", "nlu_fallback"})
WITHOUT_EXAMPLES = RASA_INTENTS | {"answer", "ask_back", "change_fact", "start", "out_of_scope"}
"""Intents that no examples teach: buttons, events, what may mean several things, Rasa's own."""
RASA_ACTIONS = frozenset(
    {
        "action_listen",
        "action_restart",
        "action_session_start",
        "action_default_fallback",
        "action_deactivate_loop",
        "action_revert_fallback_events",
        "action_default_ask_affirmation",
        "action_default_ask_rephrase",
        "action_two_stage_fallback",
        "action_unlikely_intent",
        "action_back",
        "action_extract_slots",
    }
)
RASA_SLOTS = frozenset({"requested_slot", "session_started_metadata"})
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PAYLOAD = re.compile(r"/(\w+)")


def lint(root: Path) -> list[str]:
    """Every fault in the Rasa files under ``root``, as sentences that begin with the file."""
    files = read(root)
    return [fault for check in CHECKS for fault in check(files)]


def placeholders(files: RasaFiles) -> Iterator[str]:
    """A ``{name}`` in a response that is no slot is shown to the person as it stands."""
    for name, variation in _variations(files):
        for slot in _PLACEHOLDER.findall(str(variation.get("text", ""))):
            yield from _unknown(f"domain.yml: {name} shows", "slot", slot, files.slots)


def payloads(files: RasaFiles) -> Iterator[str]:
    """A button whose payload names no intent does nothing when it is pressed."""
    for name, variation in _variations(files):
        for button in variation.get("buttons") or ():
            found = _PAYLOAD.match(str(button.get("payload", "")))
            if found:
                where = f"domain.yml: a button of {name} sends"
                yield from _unknown(where, "intent", found.group(1), files.intents)


def questions(files: RasaFiles) -> Iterator[str]:
    """A form that cannot ask for a slot it needs falls silent."""
    for form, settings in files.forms.items():
        for slot in (settings or {}).get("required_slots") or ():
            yield from _unknown(f"domain.yml: {form} needs", "slot", slot, files.slots)
            asks = {
                f"{kind}_ask_{part}{slot}" for kind in ("action", "utter") for part in _in(form)
            }
            if not asks & files.actions:
                yield f"domain.yml: {form} needs slot '{slot}', but has no action_ask_{slot}."


def validation(files: RasaFiles) -> Iterator[str]:
    """A validation action that the domain does not list is never called."""
    for form in files.forms:
        if f"validate_{form}" not in files.actions:
            yield f"domain.yml: 'validate_{form}' is missing from actions, so it never runs."


def mappings(files: RasaFiles) -> Iterator[str]:
    """A slot mapping that names no intent or entity of ours is skipped without a word."""
    for slot, settings in files.slots.items():
        for mapping in (settings or {}).get("mappings") or ():
            where = f"domain.yml: a mapping of slot {slot} names"
            for key in ("intent", "not_intent"):
                for intent in _listed(mapping.get(key)):
                    yield from _unknown(where, "intent", intent, files.intents | RASA_INTENTS)
            for entity in _listed(mapping.get("entity")):
                yield from _unknown(where, "entity", entity, files.entity_names)


def ignored_intents(files: RasaFiles) -> Iterator[str]:
    """A mistyped ignored intent is not ignored: its words become the answer."""
    for form, settings in files.forms.items():
        for intent in _listed((settings or {}).get("ignored_intents")):
            known = files.intents | RASA_INTENTS
            yield from _unknown(f"domain.yml: {form} ignores", "intent", intent, known)


def examples(files: RasaFiles) -> Iterator[str]:
    """An intent without examples is never understood; examples without an intent are lost."""
    for intent in sorted(files.intents - WITHOUT_EXAMPLES):
        if not files.examples.get(intent):
            yield f"domain.yml: intent '{intent}' has no example in data/nlu."
    for intent in sorted(files.examples):
        yield from _unknown("data/nlu: examples are given for", "intent", intent, files.intents)
    for entity, where in files.entities.items():
        yield from _unknown(f"{where}: an example marks", "entity", entity, files.entity_names)


def steps(files: RasaFiles) -> Iterator[str]:
    """A rule or story that names what does not exist never applies."""
    loops = files.forms.keys() | {"null"}
    slots = files.slots.keys() | RASA_SLOTS
    for where, step in files.steps:
        for intent in _listed(step.get("intent")):
            yield from _unknown(f"{where} names", "intent", intent, files.intents | RASA_INTENTS)
        for action in _listed(step.get("action")):
            yield from _unknown(f"{where} names", "action", action, files.actions | RASA_ACTIONS)
        for loop in _listed(step.get("active_loop")):
            yield from _unknown(f"{where} names", "form", loop, loops)
        for slot in step.get("slot_was_set") or ():
            for name in slot if isinstance(slot, dict) else (slot,):
                yield from _unknown(f"{where} sets", "slot", name, slots)


CHECKS: tuple[Callable[[RasaFiles], Iterator[str]], ...] = (
    placeholders,
    payloads,
    questions,
    validation,
    mappings,
    ignored_intents,
    examples,
    steps,
)


def _variations(files: RasaFiles) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, variations in files.responses.items():
        for variation in variations or ():
            yield name, variation


def _in(form: str) -> tuple[str, str]:
    """The two places where Rasa looks for a question: the form's own, then anyone's."""
    return f"{form}_", ""


def _listed(value: object) -> tuple[str, ...]:
    """One name, a list of names, or nothing, as names."""
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _unknown(where: str, kind: str, name: str, known: Iterable[str]) -> Iterator[str]:
    """A fault if ``name`` is not among ``known``, with the nearest right name."""
    names = list(known)
    if name not in names:
        close = difflib.get_close_matches(name, names, n=1)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        yield f"{where} {kind} '{name}', which the domain does not have.{hint}"

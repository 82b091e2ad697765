"""The linter of Rasa's files: each fault is seen, and sound files have none."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.rasa_lint import lint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOUND: dict[str, dict[str, Any]] = {
    "domain.yml": {
        "intents": ["greet", "affirm", {"raise_concern": {"use_entities": []}}],
        "entities": ["role"],
        "slots": {
            "recipient": {
                "type": "text",
                "mappings": [{"type": "from_entity", "entity": "role", "not_intent": ["greet"]}],
            }
        },
        "responses": {
            "utter_greet": [
                {
                    "text": "You want to tell {recipient}.",
                    "buttons": [{"title": "Yes", "payload": "/affirm"}],
                }
            ]
        },
        "actions": ["action_ask_recipient", "validate_concern_form"],
        "forms": {"concern_form": {"required_slots": ["recipient"], "ignored_intents": ["greet"]}},
    },
    "data/nlu/all.yml": {
        "nlu": [
            {"intent": "greet", "examples": "- kia ora\n- hello\n"},
            {"intent": "affirm", "examples": "- yes\n- āe\n"},
            {"intent": "raise_concern", "examples": "- can I tell the [nurse](role)\n"},
        ]
    },
    "data/rules/all.yml": {
        "rules": [
            {"rule": "greet", "steps": [{"intent": "greet"}, {"action": "utter_greet"}]},
            {
                "rule": "concern",
                "condition": [{"slot_was_set": [{"recipient": None}]}],
                "steps": [
                    {"or": [{"intent": "raise_concern"}, {"intent": "affirm"}]},
                    {"action": "concern_form"},
                    {"active_loop": "concern_form"},
                ],
            },
        ]
    },
}


def write(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    """Write the files as YAML."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_sound_files_have_no_fault(tmp_path: Path) -> None:
    """Whatever Rasa allows, written as its documentation has it, passes."""
    write(tmp_path, SOUND)

    assert lint(tmp_path) == []


def domain(files: dict[str, Any]) -> Any:
    """The domain of the sample."""
    return files["domain.yml"]


def mapping(files: dict[str, Any]) -> Any:
    """The one slot mapping of the sample."""
    return domain(files)["slots"]["recipient"]["mappings"][0]


def form(files: dict[str, Any]) -> Any:
    """The one form of the sample."""
    return domain(files)["forms"]["concern_form"]


def rule(files: dict[str, Any]) -> Any:
    """The first rule of the sample."""
    return files["data/rules/all.yml"]["rules"][0]["steps"]


FAULTS: list[tuple[str, Callable[[dict[str, Any]], Any], str]] = [
    (
        "a placeholder that is no slot",
        lambda files: domain(files)["responses"]["utter_greet"][0].update(
            text="Kia ora {recipients}"
        ),
        "slot 'recipients', which the domain does not have. Did you mean 'recipient'?",
    ),
    (
        "a button that sends an unknown intent",
        lambda files: domain(files)["responses"]["utter_greet"][0]["buttons"][0].update(
            payload='/afirm{"a": "b"}'
        ),
        "intent 'afirm', which the domain does not have. Did you mean 'affirm'?",
    ),
    (
        "a form that cannot ask",
        lambda files: domain(files)["actions"].remove("action_ask_recipient"),
        "needs slot 'recipient', but has no action_ask_recipient",
    ),
    (
        "a form that needs an unknown slot",
        lambda files: form(files)["required_slots"].append("concern"),
        "slot 'concern', which the domain does not have",
    ),
    (
        "a validation action that is not listed",
        lambda files: domain(files)["actions"].remove("validate_concern_form"),
        "'validate_concern_form' is missing from actions",
    ),
    (
        "a mapping with an unknown intent",
        lambda files: mapping(files).update(intent="affirmed"),
        "intent 'affirmed', which the domain does not have",
    ),
    (
        "a mapping with an unknown entity",
        lambda files: mapping(files).update(entity="rolle"),
        "entity 'rolle', which the domain does not have. Did you mean 'role'?",
    ),
    (
        "a mistyped ignored intent",
        lambda files: form(files).update(ignored_intents=["greeet"]),
        "intent 'greeet', which the domain does not have. Did you mean 'greet'?",
    ),
    (
        "an intent without examples",
        lambda files: domain(files)["intents"].append("goodbye"),
        "intent 'goodbye' has no example",
    ),
    (
        "examples without an intent",
        lambda files: domain(files)["intents"].remove("affirm"),
        "intent 'affirm', which the domain does not have",
    ),
    (
        "an example that marks an unknown entity",
        lambda files: domain(files).update(entities=[]),
        "entity 'role', which the domain does not have",
    ),
    (
        "a rule with an unknown intent",
        lambda files: rule(files)[0].update(intent="greeting"),
        "rule 'greet' names intent 'greeting'",
    ),
    (
        "a rule with an unknown action",
        lambda files: rule(files)[1].update(action="utter_gret"),
        "action 'utter_gret', which the domain does not have. Did you mean 'utter_greet'?",
    ),
    (
        "a rule with an unknown form",
        lambda files: rule(files).append({"active_loop": "form_concern"}),
        "form 'form_concern', which the domain does not have",
    ),
    (
        "a rule that sets an unknown slot",
        lambda files: rule(files).append({"slot_was_set": [{"recipients": "nurse"}]}),
        "slot 'recipients', which the domain does not have",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [pytest.param(spoil, fault, id=name) for name, spoil, fault in FAULTS],
)
def test_a_fault_is_seen(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], Any], fault: str
) -> None:
    """Each fault that Rasa's own validation lets pass is named, with the right name if near."""
    files = copy.deepcopy(SOUND)
    spoil(files)
    write(tmp_path, files)

    assert fault in "\n".join(lint(tmp_path))

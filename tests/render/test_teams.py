"""Blocks as Adaptive Cards: what each kind becomes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.render.card_rules import faults, of_type
from tests.render.replies import FACTS, LAW, REPLIES, Signed, answer, drawn, question, record


def text_of(messages: list[dict[str, Any]]) -> str:
    """All words of all text elements."""
    return "\n".join(
        part["text"]
        for message in messages
        for kind in ("TextBlock", "TextRun")
        for part in of_type(message, kind)
    )


def titles(message: dict[str, Any], kind: str = "Action.Submit") -> list[str]:
    """What stands on the buttons."""
    return [part["title"] for part in of_type(message, kind)]


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_is_one_or_two_sound_messages(name: str) -> None:
    """By the published schema, by Microsoft's typed models, by our rules, and below 25 kB."""
    messages = drawn(REPLIES[name])

    assert 1 <= len(messages) <= 2
    assert [faults(message) for message in messages] == [[]] * len(messages)


def test_sentences_alone_are_an_ordinary_message() -> None:
    """No card where there is nothing to press: it reads better, on a telephone too."""
    block = {"type": "text", "text": "One.\nTwo *stars*."}

    assert drawn([block]) == [{"text": "One.\n\nTwo \\*stars\\*.", "summary": "New reply"}]


def test_nothing_to_say_is_no_message() -> None:
    """An empty turn sends nothing, and so does an empty text."""
    assert drawn([]) == []
    assert drawn([{"type": "text", "text": "\n"}]) == []


def test_up_to_six_answers_are_buttons() -> None:
    """Each carries its own signed value, and sends no input along."""
    signed = Signed()
    (message,) = drawn([question("family_violence")], signed)
    buttons = of_type(message, "Action.Submit")

    assert [button["title"] for button in buttons] == [
        "Yes, or there may be",
        "No sign of it",
        "Not sure",
    ]
    assert signed.buttons == [("family_violence", value) for value in ("yes", "no", "unknown")]
    assert [int(button["data"]["sts"]) for button in buttons] == [1, 2, 3]
    assert {button["associatedInputs"] for button in buttons} == {"none"}


def test_more_than_six_answers_are_a_list_to_search() -> None:
    """What is chosen is itself the signed value, under the name that a button's has."""
    signed = Signed()
    (message,) = drawn([question("recipient")], signed)
    (choices,) = of_type(message, "Input.ChoiceSet")
    (send,) = of_type(message, "Action.Submit")

    assert (choices["id"], choices["style"], choices["isRequired"]) == ("sts", "filtered", True)
    assert len(choices["choices"]) == len(signed.buttons) == 9
    assert [int(choice["value"]) for choice in choices["choices"]] == list(range(1, 10))
    assert "data" not in send


def test_answers_too_long_for_buttons_are_seen_whole() -> None:
    """A telephone would cut their words off."""
    (message,) = drawn([question("obtained_under")])
    (choices,) = of_type(message, "Input.ChoiceSet")

    assert (choices["style"], choices["wrap"]) == ("expanded", True)


def test_a_second_list_becomes_buttons() -> None:
    """Two inputs on a card would be sent together; nobody could tell which was meant."""
    messages = drawn([question("recipient"), question("sharer")])

    assert sum(len(of_type(message, "Input.ChoiceSet")) for message in messages) == 1
    assert "Oranga Tamariki" in " ".join(title for message in messages for title in titles(message))
    assert [faults(message) for message in messages] == [[]] * len(messages)


def test_why_it_is_asked_is_folded_away() -> None:
    """A button shows it."""
    (message,) = drawn([question("family_violence")])
    (button,) = of_type(message, "Action.ShowCard")

    assert button["title"] == "Why we ask"
    assert button["card"]["body"][0]["text"].startswith("It decides")


def test_each_fact_can_be_changed() -> None:
    """A button for each, behind one button."""
    signed = Signed()
    (message,) = drawn(REPLIES["permitted"][:1], signed)

    assert set(signed.buttons) == {("change", fact) for fact in FACTS}
    assert "Change: The worry" in titles(message)


def test_a_fact_that_cannot_be_changed_has_no_button() -> None:
    """It is shown all the same."""
    item = {"fact": "a", "name": "Age", "value": "b", "label": "12", "changeable": False}
    (message,) = drawn([{"type": "facts", "items": [item]}])

    assert of_type(message, "Action.Submit") == []
    assert "**Age**: 12" in text_of([message])


def test_danger_comes_before_everything() -> None:
    """Wherever its block stands; and the number can be pressed."""
    messages = drawn([*REPLIES["permitted"], REPLIES["danger"][1]])
    first = messages[0]["card"]

    assert first["body"][0]["items"][0]["text"] == LAW.wording["emergency"]
    assert "[Call 111](tel:111)" in text_of(messages[:1])
    assert first["speak"].startswith(LAW.wording["emergency"])
    assert first["fallbackText"].startswith(LAW.wording["emergency"])


def test_the_first_message_of_an_answer_is_whole_by_itself() -> None:
    """Outcome, headline, what to judge and do, whom to ring; the rest may come in a second."""
    first, second = drawn(REPLIES["permitted"])
    said = text_of([first])

    assert "**Permitted**" in said
    for key in (
        "judgements",
        "duties",
        "limits",
        "protections",
        "reasons",
        "would_change",
        "contacts",
    ):
        assert LAW.wording[f"card_{key}"] in said
    assert LAW.wording["not_legal_advice"] in said
    assert "[0508 326 459](tel:0508326459)" in said
    assert titles(second, "Action.ShowCard")[0] == "Other laws looked at (14)"


def test_provisions_lead_to_the_act() -> None:
    """A duty's provision is a link where its address is known."""
    said = text_of(drawn(REPLIES["permitted"]))

    assert "([Oranga Tamariki Act 1989 s 66K](https://www.legislation.govt.nz/" in said


def test_the_record_has_a_link_for_each_way_of_deciding() -> None:
    """On our own address, whatever the block says."""
    block = record(FACTS)
    block["decisions"].append({"value": "x", "label": "Bad", "url": "https://evil.example/"})
    (message,) = drawn([block])

    assert [part["url"] for part in of_type(message, "Action.OpenUrl")] == [
        f"https://share.example.nz/records/a-b_c?decision={value}"
        for value in ("shared", "not_shared", "undecided")
    ]
    assert "{{DATE(2026-11-23T02:15:00Z,LONG)}}" in text_of([message])


def test_letters_are_copied_as_they_stand() -> None:
    """No Markdown is read in them, and the gaps for names stay."""
    block = record(FACTS)
    (message,) = drawn([block])
    said = [part["text"] for part in of_type(message, "TextRun")]
    lines = [line for letter in block["letters"] for line in letter["text"].split("\n") if line]

    assert said == lines
    assert any("[name]" in line for line in said)


def test_whether_it_helped_names_the_answer() -> None:
    """Yes and no, for the answer that it is about."""
    signed = Signed()
    (message,) = drawn([{"type": "feedback", "answer_id": "3-2"}], signed)

    assert signed.buttons == [("feedback", "3-2:yes"), ("feedback", "3-2:no")]
    assert titles(message) == ["Yes", "No"]


def test_a_quote_names_its_source() -> None:
    """Its words stand apart, with title, link and day below."""
    said = text_of(drawn(REPLIES["guidance"]))

    assert "(https://" in said
    assert "as at " in said


def test_what_is_of_no_known_kind_is_said_to_be_missing() -> None:
    """A newer block, or one that is not whole, takes nothing else away."""
    blocks = [{"type": "hologram"}, {"type": "quote"}, *REPLIES["buttons"]]
    (message,) = drawn(blocks)

    assert text_of([message]).count(LAW.wording["card_unknown"]) == 2
    assert "Not sure" in titles(message)


def test_each_button_is_signed_once() -> None:
    """A value that can be used once is not made for a version that is thrown away."""
    signed = Signed()
    messages = drawn(answer({"info_type": "legal_advice"}), signed)
    sent = [
        part["data"]["sts"] for message in messages for part in of_type(message, "Action.Submit")
    ]

    assert sorted(map(int, sent)) == list(range(1, len(signed.buttons) + 1))

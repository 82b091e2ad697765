"""A whole conversation by keyboard alone, as somebody hears it who does not see the page.

What is heard on the way stands in docs/read-aloud.md, which ``make screens`` writes.
"""

from __future__ import annotations

from tests.browser.ear import Ear
from tests.browser.visitor import DANGER, EXAMPLE, NO_VIOLENCE, NOT_NOW, PURPOSE, Visitor

BOX = "Your message, edit"
VIOLENCE = "Is there, or may there be, family violence, and who is the information about?"
HELPS = "What do you believe telling the practice nurse will help with?"
WHOM = "Who do you want to tell?"
ANSWER = (
    "“The answer: Permitted. With words of the guidance. "
    "This is a guide to the law, not legal advice. You make the decision. "
    "With a record for your file.”"
)


def opened(visitor: Visitor) -> Ear:
    """Open the chat on the intranet page, and hear the greeting."""
    visitor.arrive()
    ear = Ear(visitor.page)
    ear.go("Tab", "Safe to Share")
    dialog, box, greeting = ear.press("Enter", announced=1)
    assert dialog == "Safe to Share, dialog"
    assert box.startswith(f"{BOX}, Please leave out names.")
    assert "Kia ora. What is worrying you" in greeting
    return ear


def told(ear: Ear, visitor: Visitor) -> None:
    """Type the example: one hears the question, how many answers there are, and where."""
    visitor.typed.append(EXAMPLE)
    ear.type(EXAMPLE)
    heard = ear.press("Enter", announced=1)
    assert heard == [f"“{DANGER} 3 answers to choose from, above the box.”"]


def chose(ear: Ear, key: str, label: str) -> list[str]:
    """Go to an answer and press it; what is heard then."""
    ear.go(key, label)
    return ear.press("Enter", announced=1)


def test_each_reply_is_heard_once_in_order_and_the_focus_is_where_it_speaks(
    visitor: Visitor,
) -> None:
    """What is led to is not announced as well; what is not, is; and no announcement comes late."""
    ear = opened(visitor)
    told(ear, visitor)

    question, count = chose(ear, "Shift+Tab", NOT_NOW)
    assert question.startswith(f"{VIOLENCE}, group, That is violence, threats or control")
    assert count == "“6 answers to choose from, below.”"
    assert chose(ear, "Tab", NO_VIOLENCE) == [
        f"{HELPS}, group",
        "“8 answers to choose from, below.”",
    ]
    headline, answer = chose(ear, "Tab", PURPOSE)
    assert headline.startswith("Yes, you may tell the practice nurse, under section 66C")
    assert headline.endswith(", heading level 2")
    assert answer == ANSWER
    ear.go("Tab", "0508 326 459")
    visitor.page.wait_for_timeout(1300)  # that no other comes has nothing to wait for
    assert len(ear.announced()) == 5


def test_reading_on_from_the_answer(visitor: Visitor) -> None:
    """Headings in order, lists with how long they are, links that say where they open."""
    ear = opened(visitor)
    told(ear, visitor)
    for key, label in (("Shift+Tab", NOT_NOW), ("Tab", NO_VIOLENCE), ("Tab", PURPOSE)):
        chose(ear, key, label)
    lines = ear.read(".reply")

    assert lines[0] == "What I have understood change, button, collapsed"
    assert lines[1] == "Permitted"
    headings = [line.split(", heading")[0] for line in lines if ", heading level 3" in line]
    assert headings == [
        *("What only you can judge", "What you have to do", "What to keep to"),
        *("How you are protected", "Why", "What would change this"),
        *("Whom to ring or ask", "For your file", "Words to send"),
    ]
    assert "list, 7 entries" in lines[lines.index("What you have to do, heading level 3") + 1]
    assert sum(line == "quotation" for line in lines) >= 1
    outside = [line for line in lines if ", link" in line and "opens in a new tab" not in line]
    assert all("0508" in line or "@" in line for line in outside)
    assert lines[-3:] == ["Did this help?", "Yes, button", "No, button"]


def test_changing_a_fact_and_clearing_by_ear(visitor: Visitor) -> None:
    """A fact's button leads to its question; what cannot be undone is asked about in a dialog."""
    ear = opened(visitor)
    told(ear, visitor)
    ear.go("Shift+Tab", "What I have understood change")
    assert ear.press("Enter") == ["What I have understood change, button, expanded"]
    ear.go("Tab", "You want to tell: practice nurse change")
    question, count = ear.press("Enter", announced=1)
    assert question == f"{WHOM}, group"
    assert "answers to choose from, below." in count
    ear.go("Shift+Tab", "Menu")
    assert ear.press("Enter") == ["Start again, button"]
    ear.go("Tab", "Clear this chat")
    assert ear.press("Enter") == ["Clear this chat?, dialog", "Keep it, button"]
    ear.go("Shift+Tab", "Clear it")

    assert ear.press("Enter", announced=1)[-2:] == [
        "Start a new chat, button",
        "“This chat is cleared. Nothing of it is kept.”",
    ]

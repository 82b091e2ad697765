"""``diff``: what a change of the law moved, in words."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.law.conditions import All, AnyOf, Leaf
from bot.tools.points import conditions_moved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.law.model import Law

EMERGENCY = "frameworks/emergency.yml"


def change(folder: Path, file: str, before: str, after: str) -> None:
    """Put other words into a law file, once."""
    path = folder / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_nothing_moved(bot: Callable[..., Any], law_in_git: Path) -> None:
    """The same files are the same law."""
    said = bot("diff", "HEAD", "--law", str(law_in_git))

    assert said.status == 0
    assert "Nothing differs." in said.out


def test_layout_is_no_change_of_law(bot: Callable[..., Any], law_in_git: Path) -> None:
    """A comment moves the digest and nothing else."""
    path = law_in_git / EMERGENCY
    path.write_text(f"# a comment\n{path.read_text('utf-8')}", encoding="utf-8")

    assert "what they say does not" in bot("diff", "HEAD", "--law", str(law_in_git)).out


@pytest.mark.parametrize(
    ("file", "before", "after", "sentence"),
    [
        pytest.param(
            EMERGENCY,
            "{from: always, until: open}",
            "{from: 2025-07-01, until: 2030-01-31}",
            "in force from 1 July 2025 until 31 January 2030; it was always, no end set.",
            id="date",
        ),
        pytest.param(
            EMERGENCY, "rank: 0", "rank: 1", 'preference "1"; it was "0".', id="preference"
        ),
        pytest.param(
            EMERGENCY,
            "is: [yes]",
            "is: [yes, no]",
            "now also open for: No, not right now.",
            id="opened",
        ),
        pytest.param(EMERGENCY, "is: [yes]", "is: [no]", "no longer open for: Yes.", id="closed"),
        pytest.param(
            EMERGENCY,
            "holds: someone is in danger right now",
            "holds: there is danger",
            'says "there is danger"; it said "someone is in danger right now".',
            id="words",
        ),
        pytest.param(
            EMERGENCY,
            "id: emergency.call-111",
            "id: emergency.ring-111",
            "Gateway emergency.ring-111: added, Danger now",
            id="added",
        ),
        pytest.param(
            EMERGENCY,
            "id: emergency.call-111",
            "id: emergency.ring-111",
            "Gateway emergency.call-111: gone, Danger now",
            id="gone",
        ),
        pytest.param(
            EMERGENCY,
            "as_at: 2026-11-22",
            "as_at: 2026-11-23",
            'read as at "23 November 2026"; it was "22 November 2026".',
            id="read",
        ),
        pytest.param("facts.yml", "cost: 0", "cost: 1", "asked at cost 1; it was 0.", id="fact"),
        pytest.param("wording.yml", "Not sure", "Unsure", "Wording not_sure", id="wording"),
    ],
)
def test_what_moved_is_said_in_words(  # noqa: PLR0913, PLR0917  one argument for each column
    bot: Callable[..., Any], law_in_git: Path, file: str, before: str, after: str, sentence: str
) -> None:
    """Someone who reads no YAML can say whether this is what was meant."""
    change(law_in_git, file, before, after)

    said = bot("diff", "HEAD", "--law", str(law_in_git))

    assert said.status == 0
    assert sentence in said.out


def test_a_new_condition_says_if_it_is_needed(law: Law) -> None:
    """One that must hold as well is not taken for one of several ways, nor the other way round."""
    child, adult = (
        Leaf(
            "subject",
            frozenset({who}),
            frozenset(),
            f"it is about a {who}",
            f"it is about no {who}",
        )
        for who in ("child", "adult")
    )
    harm = Leaf("concern", frozenset({"harm"}), frozenset(), "there is harm", "there is no harm")
    one, needs, either = (
        replace(law.gateways[0], when=condition, to=None)
        for condition in (child, All((child, harm)), AnyOf((child, harm)))
    )

    assert [*conditions_moved(law, law, one, needs)] == ["now also needs that there is harm."]
    assert [*conditions_moved(law, law, needs, one)] == ["no longer needs that there is harm."]
    assert [*conditions_moved(law, law, one, either)] == [
        "now also has, as one of several ways, that there is harm."
    ]
    assert [*conditions_moved(law, law, needs, either)] == [
        "turns on the same points, joined differently."
    ]
    assert next(iter(conditions_moved(law, law, one, replace(one, when=adult)))).endswith(
        f"now also open for: {law.facts['subject'].options['adult'].label}."
    )


def test_a_role_that_joins_a_list_is_named(bot: Callable[..., Any], law_in_git: Path) -> None:
    """With the reason and the provision, and the gateways that it opens."""
    change(law_in_git, "roles.yml", "health_agency: {is: no,", "health_agency: {is: yes,")

    said = bot("diff", "HEAD", "--law", str(law_in_git))

    assert "health_agency is yes, because" in said.out


def test_a_revision_that_git_does_not_know(bot: Callable[..., Any], law_in_git: Path) -> None:
    """Wrong use, with a way to find the right name."""
    said = bot("diff", "nowhere", "--law", str(law_in_git))

    assert said.status == 2
    assert "git knows no revision 'nowhere'" in said.err


def test_no_repository_is_wrong_use(bot: Callable[..., Any], law_copy: Path) -> None:
    """There is nothing to compare with."""
    said = bot("diff", "HEAD", "--law", str(law_copy))

    assert said.status == 2
    assert "no repository of git" in said.err


def test_old_files_that_cannot_be_read_now_are_named(
    bot: Callable[..., Any], law_in_git: Path
) -> None:
    """The message says that it is the old ones, not today's."""
    change(law_in_git, EMERGENCY, "effect: emergency", "effect: emergncy")
    command = ["git", "-c", "user.name=N", "-c", "user.email=n@example.org", "commit", "-qam", "x"]
    subprocess.run(command, cwd=law_in_git, check=True)
    change(law_in_git, EMERGENCY, "effect: emergncy", "effect: emergency")

    said = bot("diff", "HEAD", "--law", str(law_in_git))

    assert said.status == 2
    assert "the law files at 'HEAD' are not as we read them now" in said.err
    assert "emergency.yml:" in said.err


def test_situations_are_walked_when_they_are_asked_for(
    bot: Callable[..., Any], law_in_git: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof does the walking; the tool hands it both laws and says what it found."""
    change(law_in_git, EMERGENCY, "rank: 0", "rank: 1")

    def found(old: Law, new: Law, *_: Any, **__: Any) -> list[str]:
        assert (old.gateways[0].rank, new.gateways[0].rank) == (0, 1)
        return ["12 situations moved from A to B"]

    monkeypatch.setattr("bot.tools.diff.report", found)

    said = bot("diff", "HEAD", "--situations", "--law", str(law_in_git))

    assert "12 situations moved" in said.out
    assert "12 situations moved" not in bot("diff", "HEAD", "--law", str(law_in_git)).out

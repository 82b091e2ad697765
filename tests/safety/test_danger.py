"""Words of danger are recognised as people type them, and ordinary worry is left alone."""

from __future__ import annotations

import time
import timeit
from pathlib import Path
from time import process_time

import pytest

from bot.law.errors import LawError
from bot.law.reading import read_block
from bot.safety.danger import DANGER, Danger, load_danger

LINES = Path(__file__).parent / "lines"
FALSE_ALARMS = 0.03
"""Share of ordinary lines that may ring."""

SEEN = ("danger", "danger_more", "danger_third_a", "danger_fourth")
HELD_BACK = {"danger_third_b": 0.94, "danger_fifth": 0.47}
"""Lines that no pattern was changed for, and the share that was seen, less a little."""
ORDINARY = ("ordinary", "ordinary_more", "ordinary_third_a", "ordinary_third_b", "ordinary_fourth")


def lines(*names: str) -> list[str]:
    """The lines of the files, without comments."""
    read = [
        line.strip() for name in names for line in (LINES / name).read_text("utf-8").split("\n")
    ]
    return [line for line in read if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def danger() -> Danger:
    """The signs in data/danger.yml."""
    return load_danger()


@pytest.mark.parametrize("line", lines(*(f"{name}.txt" for name in SEEN)))
def test_danger_now_is_seen(danger: Danger, line: str) -> None:
    """Every single one: a line that is missed is a person who is not told to ring."""
    assert danger.seen(line)


@pytest.mark.parametrize(("name", "floor"), HELD_BACK.items())
def test_lines_held_back_are_seen_as_often_as_was_measured(
    danger: Danger, name: str, floor: float
) -> None:
    """A floor, no aim: tuning for these lines would make the figure worthless."""
    held_back = lines(f"{name}.txt")

    assert sum(map(danger.seen, held_back)) >= floor * len(held_back)


def test_ordinary_lines_raise_no_alarm(danger: Danger) -> None:
    """At most three in a hundred, or people stop reading."""
    ordinary = lines(*(f"{name}.txt" for name in ORDINARY), "ordinary_fifth.txt")
    rung = [line for line in ordinary if danger.seen(line)]

    assert len(rung) <= FALSE_ALARMS * len(ordinary), rung


def test_there_are_enough_lines_of_both_kinds() -> None:
    """Sixty at the least, or the shares above mean nothing."""
    assert len(lines("danger.txt")) >= 60
    assert len(lines("ordinary.txt")) >= 60


@pytest.mark.parametrize(
    "line",
    [
        "nobody is in danger now",
        "he is not in danger right now",
        "she is not bleeding",
        "there is no intruder",
        "he isn't hitting her",
        "I don't think that he is strangling her",
        "kāore te tamaiti i te mōrearea",
    ],
)
def test_a_denial_is_no_alarm(danger: Danger, line: str) -> None:
    """Not, no, nobody and kāore take a sign away."""
    assert not danger.seen(line)


@pytest.mark.parametrize(
    "line",
    [
        "i dont know what to do, he is hitting her now",
        "no you dont understand, she has taken pills",
        "there is no time. he has a gun",
        "she's not ok, she's bleeding everywhere",
        "not sure who to call but he's strangling her",
    ],
)
def test_a_denial_of_something_else_takes_nothing_away(danger: Danger, line: str) -> None:
    """A *not* in another part of the sentence is not about the sign."""
    assert danger.seen(line)


@pytest.mark.parametrize(
    "line",
    ["hes hurting her rn", "shes swallowed bleach", "I can hear screaming next door"],
)
def test_some_words_leave_no_doubt(danger: Danger, line: str) -> None:
    """These ring whatever the understanding makes of them."""
    assert danger.certain(line)


@pytest.mark.parametrize(
    "line",
    [
        "grandad has a rifle and the kids stay there in the holidays",
        "boy says hes going to kill his brother for breaking the xbox",
        "what if a student says someone is hurting them right now",
        "nobody is hurting her right now",
        "he hit his sister when he was five, hes ten now",
    ],
)
def test_others_are_evidence_to_be_judged(danger: Danger, line: str) -> None:
    """They would ring if nothing else could judge, or not even that, and are never certain."""
    assert not danger.certain(line)


def test_no_ordinary_line_is_certain(danger: Danger) -> None:
    """Not one: what is certain cannot be taken back by anything that is learnt."""
    ordinary = lines(*(f"{name}.txt" for name in ORDINARY), "ordinary_fifth.txt")

    assert [line for line in ordinary if danger.certain(line)] == []


def test_evidence_names_what_is_found_and_what_stands_near(danger: Danger) -> None:
    """A sign that is calmed is found and does not count; a message without signs has none."""
    assert danger.evidence("dad has a gun, that was years ago") == ["finds weapons", "near past"]
    assert {"counts", "counts weapons"} <= set(danger.evidence("dad has a gun"))
    assert danger.evidence("shes 9 and has no lunch last year") == []


def test_what_is_over_is_no_alarm_unless_it_is_happening_again(danger: Danger) -> None:
    """Last year is calm; last year and now is not."""
    assert not danger.seen("he was stabbed last year")
    assert not danger.seen("dad has a gun, that was years ago")
    assert danger.seen("like last year he is hitting her now")


@pytest.mark.parametrize(
    "typed",
    [
        "HES   HITTING\tHER",
        "he’s hitting her now",
        "he`s hittting her now",
        "hes hiting her rn",
        "she is unconcious",
        "she is uncoscious",
        "HELPPPP hes strangling mummmm",
        "kei te patua te tamaiti inaianei",
        "kei te patua te tamaiti ināianei",
    ],
)
def test_spelling_case_and_marks_make_no_difference(danger: Danger, typed: str) -> None:
    """People in a hurry do not spell."""
    assert danger.seen(typed)


def test_every_sign_shows_in_its_own_examples(danger: Danger) -> None:
    """The examples in data/danger.yml are true."""
    schema = Path(load_danger.__code__.co_filename).with_name("danger.schema.json")
    found = read_block(DANGER.read_text("utf-8"), DANGER.name, schema)

    for name, block in found["signs"].items():
        for example in block["examples"]:
            assert name in set(danger.signs_in(example)), (name, example)


@pytest.mark.parametrize("length", [10_000, 16_000])
def test_long_texts_take_no_time_to_speak_of(danger: Danger, length: int) -> None:
    """Repetitive text must not send the patterns round in circles."""
    began = time.process_time()
    for words in ("not he is ", "he is really just ", "taken all the ", "a", "hear the "):
        danger.seen((words * length)[:length])

    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("words", "length", "most"),
    [
        pytest.param(
            "she has been on the phone to me about mum and the kids ", 60, 0.001, id="one"
        ),
        pytest.param(
            "she has been on the phone to me about mum and the kids ", 4000, 0.015, id="4k"
        ),
        pytest.param("not hitting him last year ", 4000, 0.06, id="calmed and denied"),
        pytest.param("he is the little ", 4000, 0.06, id="gaps and beginnings"),
    ],
)
def test_a_text_is_read_at_once(danger: Danger, words: str, length: int, most: float) -> None:
    """The best of five runs, in seconds, so that a busy machine does not fail it."""
    text = (words * length)[:length]

    assert (
        min(timeit.repeat(lambda: danger.seen(text), timer=process_time, number=1, repeat=5)) < most
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(("{deadly}", "{dedly}"), "Did you mean 'deadly'", id="unknown list"),
        pytest.param(("calmed_by: [past, play,", "calmed_by: [passed,"), "passed", id="calm"),
        pytest.param(("patterns:", "pattern:"), "pattern", id="unknown key"),
        pytest.param(("signs:", "signs: ["), "danger.yml", id="broken YAML"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    """The message says where and what is wrong."""
    broken = tmp_path / "danger.yml"
    broken.write_text(DANGER.read_text("utf-8").replace(*change, 1), "utf-8")

    with pytest.raises(LawError, match=r"danger\.yml:\d+: ") as error:
        load_danger(broken)

    assert says in str(error.value)

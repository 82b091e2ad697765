"""What holds of every text, and of numbers and addresses of any value."""

from __future__ import annotations

import re
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.lexicon import lexicon
from bot.privacy.redact import left_out, redact
from bot.privacy.stand_ins import as_read

DIGITS = string.digits
LETTERS = string.ascii_lowercase
NHI = "".join(letter for letter in string.ascii_uppercase if letter not in "IO")
WORDS = st.sampled_from(
    "hemi Tamahou will Will May grace told my student 's mum is 7 , . ? and section 66C".split()
    + "021 555 0199 Rata Street te Te ariki @ _x x_1 12/3/2014 called the O'Neil https://a.nz".split()
    + ["[name]", "[name 2]", "[phone]", "(", ")", "", "\n"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join))
BESIDE = st.sampled_from(["", "her number is ", "ref: ", "it was (", "nhi ", "for my student, "])


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    """What is left out stays left out, and nothing more goes the second time."""
    once = redact(text)

    assert redact(once.text).text == once.text
    assert redact(once.text).found == ()


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_a_text_grows_by_less_than_four_times(text: str) -> None:
    """The longest placeholder stands for a name of two letters and its comma."""
    assert len(redact(text).text) <= 4 * len(text) + 10


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_nothing_that_can_be_typed_is_too_much(text: str) -> None:
    """No text throws, whatever its letters, marks and controls are."""
    assert isinstance(redact(text).text, str)


SURE = sorted(lexicon().names.always)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SURE), min_size=1, max_size=12), st.sampled_from([" ", ", "]))
def test_a_message_of_nothing_but_names_leaves_no_letter(names: list[str], between: str) -> None:
    """Beside each other or after commas, in small letters."""
    says = between.join(names)

    assert all(gone for gone, letter in zip(left_out(says), says, strict=True) if letter.isalpha())


EITHER = sorted(lexicon().names.easily | lexicon().names.hardly)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(EITHER), st.sampled_from(["my student {}", "a boy called {}", "{}'s mum"]))
def test_a_name_made_of_an_ordinary_word_goes_where_a_name_stands(name: str, where: str) -> None:
    """After who it is, after "called", and before whose mum it is."""
    assert "[name]" in redact(where.format(name.capitalize()) + " rang me").text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_it_says_of_every_character_whether_it_is_left_out(text: str) -> None:
    """One answer for each; none is hidden where nothing was found."""
    hidden = left_out(text)

    assert len(hidden) == len(text)
    assert any(hidden) is bool(redact(text).found)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_no_placeholder_is_left_to_read(text: str) -> None:
    """Whoever looks for the meaning meets no brackets of ours."""
    assert not re.search(
        r"\[(name|phone|email|date|number|link|address)[ \d]*\]", as_read(redact(text).text)
    )


HARD = (
    "a-|x_|Al, |o'|a.b@|www.|1 aa bb |te |-|0|oh two |a dot |12 Rata St, flat 3, "
    "|FAM 2022 044 0011 |x@a.nz/|1/|Site 4 Aa |insta is a "
)


@pytest.mark.parametrize("piece", HARD.split("|"))
def test_no_text_takes_long(piece: str) -> None:
    """Longer than a message may be, and made to be hard: the gateway serves others meanwhile."""
    began = time.process_time()

    redact((piece * 10_000)[:10_000])

    assert time.process_time() - began < 1.0


def _split(digits: str, marks: list[str]) -> str:
    return digits[0] + "".join(mark + digit for mark, digit in zip(marks, digits[1:], strict=False))


RUNS = st.builds(
    _split,
    st.text(DIGITS, min_size=7, max_size=13).filter(lambda run: not re.match(r"(19|20)\d\d", run)),
    st.lists(st.sampled_from(["", "", "", "", " ", "-"]), min_size=12, max_size=12),
).filter(lambda run: run[0] == "0" or re.search(r"\d{3}", run))


@settings(max_examples=300, deadline=None)
@given(BESIDE, RUNS)
def test_a_run_of_digits_goes(before: str, run: str) -> None:
    """Seven to thirteen of them, with blanks or hyphens between."""
    assert not re.search(r"\d{3}", redact(f"{before}{run} thanks").text)


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(
            st.from_regex(rf"[{NHI}{NHI.lower()}]{{3}}[0-9]{{4}}", fullmatch=True), id="NHI"
        ),
        pytest.param(
            st.from_regex(
                rf"[{NHI}{NHI.lower()}]{{3}}[0-9]{{2}}[{NHI}{NHI.lower()}]{{2}}", fullmatch=True
            ),
            id="new NHI",
        ),
        pytest.param(st.sampled_from(["SEC00AA", "art89xg", "Reg73ZN"]), id="NHI like a section"),
        pytest.param(
            st.from_regex(r"[A-Za-z]{2}[0-9]{6}", fullmatch=True), id="licence or passport"
        ),
        pytest.param(st.from_regex(r"[A-Z]{3}[0-9]{3}", fullmatch=True), id="plate"),
        pytest.param(st.from_regex(r"[A-Z]{2}[0-9]{4}", fullmatch=True), id="older plate"),
        pytest.param(st.from_regex(r"02[0-9] ?[0-9]{3} ?[0-9]{3,4}", fullmatch=True), id="mobile"),
        pytest.param(
            st.from_regex(r"[a-z]{3,9}\.?[a-z0-9]{1,5}@[a-z]{2,9}\.(com|co\.nz)", fullmatch=True),
            id="e-mail",
        ),
        pytest.param(
            st.from_regex(
                r"https?://[a-z]{3,9}\.[a-z]{2,3}/[a-z0-9/?=]{0,12}[a-z0-9]", fullmatch=True
            ),
            id="link",
        ),
        pytest.param(st.from_regex(r"@[a-z]{3,9}[0-9_]{1,3}", fullmatch=True), id="handle"),
        pytest.param(
            st.from_regex(
                r"([1-9]|[12][0-9])[/.\-](0?[1-9]|1[0-2])[/.\-]20[0-2][0-9]", fullmatch=True
            ),
            id="date",
        ),
    ],
)
def test_what_has_a_form_goes_whatever_its_value(made: st.SearchStrategy[str]) -> None:
    """In the middle of a sentence nothing of it is left."""

    @settings(max_examples=120, deadline=None)
    @given(made)
    def goes(item: str) -> None:
        says = f"she gave me {item} today"
        hidden = left_out(says)
        assert all(hidden[i] for i in range(12, 12 + len(item)) if says[i].isalnum())

    goes()

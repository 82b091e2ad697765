"""A broken law file stops everything, and its error says where, what, what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.law.digest import digest
from bot.law.errors import LawError
from bot.law.load import load_law

if TYPE_CHECKING:
    from pathlib import Path

    from bot.law.model import Law

OTA = "frameworks/oranga-tamariki-act.yml"
PRIVACY = "frameworks/privacy-act.yml"
GUIDANCE = "guidance/sharing-information.md"


def break_file(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first occurrence; the line it is on."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        pytest.param(
            OTA, "fact: direction", "fact: directoin", "Did you mean 'direction'?", id="a fact"
        ),
        pytest.param(OTA, "is: [asked]", "is: [askd]", "Did you mean 'asked'?", id="an answer"),
        pytest.param(
            OTA,
            "has: [s66_requester]",
            "has: [s66_requestor]",
            "Did you mean 's66_requester'?",
            id="a membership",
        ),
        pytest.param(
            OTA,
            "effect: requires",
            "effect: require",
            "Did you mean 'requires'?",
            id="an effect",
        ),
        pytest.param(
            OTA, "quotes: [frameworks-ota]", "quotes: [framework-ota]", "passage", id="a passage"
        ),
        pytest.param(
            OTA, "attaches_to: [ota.s66c]", "attaches_to: [ota.s66d]", "gateway", id="a gateway"
        ),
        pytest.param(OTA, "    decides:", "    decide:", "Did you mean 'decides'?", id="a key"),
        pytest.param(PRIVACY, "2020-12-01", "2020-13-01", "not", id="a day"),
        pytest.param(OTA, "effect: requires", "effect: [requires", "not YAML", id="the YAML"),
        pytest.param(
            "facts.yml",
            "implies: {family_violence: yes}",
            "implies: {fv: yes}",
            "fact",
            id="implied",
        ),
        pytest.param("facts.yml", "- gp\n", "- gpp\n", "Did you mean 'gp'?", id="an offered role"),
        pytest.param(
            "facts.yml", "asked_in: purpose", "asked_in: porpoise", "purpose", id="a compound"
        ),
        pytest.param(
            "facts.yml",
            "only_with: {direction: [meeting]}",
            "only_with: {direction: [meting]}",
            "Did you mean 'meeting'?",
            id="what goes together",
        ),
        pytest.param(
            "facts.yml",
            "only_with: {direction: [meeting]}",
            "only_with: {directions: [meeting]}",
            "Did you mean 'direction'?",
            id="a fact that goes together",
        ),
        pytest.param(
            "facts.yml", "{value: work,", "{value: worc,", "Did you mean 'work'?", id="assumed"
        ),
        pytest.param(
            OTA,
            "settled_by: sharer_on_ota_list",
            "settled_by: sharer_on_ota_lists",
            "Did you mean 'sharer_on_ota_list'?",
            id="what settles a membership",
        ),
        pytest.param(
            OTA, "has: [ota_agency", "has: [ota_agencies", "Did you mean 'ota_agency'", id="a list"
        ),
        pytest.param(
            "roles.yml", "ota_agency: {is: yes", "ota_agency: {is: maybe", "Allowed", id="a mark"
        ),
        pytest.param(
            GUIDANCE,
            "There is no legislative barrier",
            "There is a legislative barrier",
            "Quotes are exact",
            id="a quoted word",
        ),
        pytest.param(GUIDANCE, "source: opc", "source: ocp", "Did you mean", id="a source"),
        pytest.param(GUIDANCE, "## you-can-share", "## you-may-share", "stands in", id="a heading"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    law_copy: Path, file: str, old: str, new: str, says: str
) -> None:
    """The message names the file and a line, what is wrong, and the nearest right name."""
    break_file(law_copy, file, old, new)

    with pytest.raises(LawError) as caught:
        load_law(law_copy)

    assert str(caught.value).startswith(f"{file}:")
    assert str(caught.value).split(":")[1].isdigit()
    assert says in str(caught.value)


def test_the_line_is_the_line_of_the_mistake(law_copy: Path) -> None:
    """An editor can jump to it."""
    line = break_file(law_copy, OTA, "fact: request_purpose", "fact: request_purpos")

    with pytest.raises(LawError, match=rf"^{OTA}:{line}: no fact is called 'request_purpos'"):
        load_law(law_copy)


def with_two_versions(law_copy: Path, ends: str, begins: str) -> None:
    """Make section 27 of the Privacy Act end on one day and begin again on another."""
    path = law_copy / PRIVACY
    text = path.read_text(encoding="utf-8")
    entry = text[text.index("  - id: pa.s27") : text.index("  - id: pa.ipp11-1-c")]
    ended = entry.replace("until: open", f"until: {ends}")
    renewed = entry.replace("from: 2020-12-01", f"from: {begins}")
    path.write_text(text.replace(entry, ended) + "\n" + renewed, encoding="utf-8")


def test_two_versions_may_not_be_in_force_on_one_day(law_copy: Path) -> None:
    """An overlap would give two answers: it is refused, with both places."""
    with_two_versions(law_copy, ends="open", begins="2025-11-27")

    with pytest.raises(LawError, match="in force on the same days as its entry at"):
        load_law(law_copy)


def test_a_version_may_follow_another(law_copy: Path) -> None:
    """One that ends the day before the next begins is no overlap."""
    with_two_versions(law_copy, ends="2025-11-26", begins="2025-11-27")

    versions = [gateway for gateway in load_law(law_copy).gateways if gateway.id == "pa.s27"]

    assert len(versions) == 2


def test_a_gap_between_two_versions_is_refused_unless_it_is_explained(law_copy: Path) -> None:
    """A forgotten month is a month without an answer; a real gap says so."""
    with_two_versions(law_copy, ends="2025-10-31", begins="2025-12-01")

    with pytest.raises(LawError, match="neither between 2025-10-31 and 2025-12-01 nor says why"):
        load_law(law_copy)

    gap = "{from: 2025-12-01, after_gap: the section was repealed for a month"
    break_file(law_copy, PRIVACY, "{from: 2025-12-01", gap)
    assert load_law(law_copy).gateways


def test_a_role_twice_is_refused(law_copy: Path) -> None:
    """The second entry would hide the first."""
    break_file(law_copy, "roles.yml", "- id: principal", "- id: state-school-teacher")

    with pytest.raises(LawError, match="'state-school-teacher' is already there, on line"):
        load_law(law_copy)


def test_unknown_must_say_what_would_settle_it(law_copy: Path) -> None:
    """Not knowing is only useful with the way out of it."""
    break_file(law_copy, "roles.yml", "settled_by:", "# settled_by:")

    with pytest.raises(LawError):
        load_law(law_copy)


def test_a_missing_file_is_named(law_copy: Path) -> None:
    """Nothing is half-loaded."""
    (law_copy / "contacts.yml").unlink()

    with pytest.raises(LawError, match=r"contacts\.yml: the file is missing"):
        load_law(law_copy)


def test_a_number_from_memory_is_never_shown(law_copy: Path) -> None:
    """A contact marked M keeps its name and loses its number."""
    path = law_copy / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    at = text.index("confidence: G", text.index("0800 733 843"))
    path.write_text(text[:at] + text[at:].replace("confidence: G", "confidence: M", 1), "utf-8")

    assert load_law(law_copy).contacts["womens-refuge"].phone == ""


def test_the_digest_changes_with_any_law_file(law_copy: Path) -> None:
    """A record can say which law it rests on."""
    before = digest(law_copy)
    break_file(law_copy, "wording.yml", "Not sure", "Not certain")

    assert digest(law_copy) != before


def test_the_same_bytes_are_read_once(law_copy: Path) -> None:
    """Whoever asks next in the process is given the same law, in no time."""
    assert load_law(law_copy) is load_law(law_copy)


def test_a_change_is_read_by_who_asks_next(law_copy: Path) -> None:
    """An edit counts at once; so does one of a schema, though no answer rests on its bytes."""
    before = load_law(law_copy)
    break_file(law_copy, "wording.yml", "Not sure", "Not certain")
    assert load_law(law_copy) != before

    break_file(law_copy, "schema/wording.schema.json", '"type": "object"', '"type": "array"')
    with pytest.raises(LawError):
        load_law(law_copy)


def test_te_reo_is_looked_for_longest_first(law: Law) -> None:
    """Oranga Tamariki is found before tamariki, or its second half would be marked alone."""
    lengths = [len(words) for words in law.te_reo]

    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[-1]

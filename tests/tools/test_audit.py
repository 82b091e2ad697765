"""The audit of packages: what it could not look at is never taken for sound."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.audit import AuditError, Excuse, audit, faults_of, main, read_excuses, unexcused

SOUND = {"name": "sound", "version": "1.0", "vulns": []}
FAULTY = {
    "name": "faulty",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}],
}
PASSED_OVER = {"name": "unknown", "skip_reason": "Dependency not found on PyPI"}
NOWHERE = ("--vulnerability-service", "osv", "--osv-url", "http://127.0.0.1:9/")
EXCUSE = Excuse("CVE-1", "faulty", "we never call it", date(2027, 1, 1))


def report(*packages: dict[str, Any]) -> dict[str, Any]:
    """As pip-audit prints it."""
    return {"dependencies": list(packages), "fixes": []}


def test_a_fault_is_named_with_its_remedy() -> None:
    """What to do stands beside what is wrong."""
    (fault,) = faults_of("gateway.txt", report(SOUND, FAULTY))
    assert str(fault) == "gateway.txt: faulty 1.0: PYSEC-1, mended in 1.1"


def test_a_package_that_was_passed_over_fails() -> None:
    """pip-audit itself ends well here, saying that nothing is known."""
    with pytest.raises(AuditError, match=r"1 of 2 packages could not be looked up \(unknown\)"):
        faults_of("gateway.txt", report(SOUND, PASSED_OVER))


def test_a_report_of_nothing_fails() -> None:
    """An empty lock, or an empty answer, shows nothing."""
    with pytest.raises(AuditError, match="0 of 0 packages"):
        faults_of("gateway.txt", report())


def test_advisories_that_cannot_be_reached_fail(tmp_path: Path) -> None:
    """Through pip-audit itself, asking where nobody answers."""
    lock = tmp_path / "one.txt"
    lock.write_text(f"sound==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    with pytest.raises(AuditError, match=r"one\.txt: the advisories could not be asked"):
        audit(lock, ask=NOWHERE)


def test_the_command_fails_where_it_could_not_look(capsys: pytest.CaptureFixture[str]) -> None:
    """And says so."""
    assert main(["--", *NOWHERE]) == 1
    assert "could not be asked" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("excuse", "today", "left"),
    [
        pytest.param(EXCUSE, date(2026, 12, 31), 0, id="by its other name, in time"),
        pytest.param(EXCUSE, date(2027, 1, 1), 1, id="too late: look again"),
        pytest.param(
            Excuse("CVE-1", "sound", "another package", date(2027, 1, 1)),
            date(2026, 12, 31),
            1,
            id="of another package",
        ),
    ],
)
def test_an_excuse_covers_its_own_fault_until_its_day(
    excuse: Excuse, today: date, left: int
) -> None:
    """Nothing is excused for ever."""
    faults = faults_of("gateway.txt", report(FAULTY))
    assert len(list(unexcused(faults, [excuse], today))) == left


def test_our_own_excuses_can_be_read() -> None:
    """Each with a reason and a day."""
    assert read_excuses(Path("requirements/known-faults.yml"))


@pytest.mark.parametrize(
    "entry",
    [
        "- {id: CVE-1, package: faulty, because: x}",
        "- {id: CVE-1, package: faulty, because: '', until: 2027-01-01}",
        "- {id: CVE-1, package: faulty, because: x, until: soon}",
    ],
)
def test_an_excuse_without_reason_or_day_is_refused(entry: str, tmp_path: Path) -> None:
    """The message names the entry and what belongs into it."""
    file = tmp_path / "known-faults.yml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(AuditError, match=r"entry 1: id, package, because and until"):
        read_excuses(file)

"""``make audit``: are there known vulnerabilities in the locked packages?

pip-audit passes over a package that it could not look up, and ends well: with no way to the
advisories all would look green. Here what was not looked at is a failure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("gateway.txt", "rasa.txt", "dev.txt", "tools.txt")
KNOWN = "known-faults.yml"
_SHOWN = 5


class AuditError(Exception):
    """The audit could not look, or its list of known faults cannot be read."""


@dataclass(frozen=True)
class Fault:
    """A published vulnerability in a package of a lock."""

    lock: str
    package: str
    version: str
    id: str
    other_ids: frozenset[str]
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        fixed = f"mended in {', '.join(self.fixed_in)}" if self.fixed_in else "not mended yet"
        return f"{self.lock}: {self.package} {self.version}: {self.id}, {fixed}"


@dataclass(frozen=True)
class Excuse:
    """A fault that we live with until a day, and why."""

    id: str
    package: str
    because: str
    until: date

    def covers(self, fault: Fault, today: date) -> bool:
        """Whether it excuses the fault on this day."""
        same = self.package == fault.package and self.id in {fault.id, *fault.other_ids}
        return same and today < self.until


def audit(lock: Path, *, ask: Sequence[str] = ()) -> dict[str, Any]:
    """What pip-audit reports of one lock.

    Args:
        lock: a requirements file with hashes.
        ask: further arguments of pip-audit, such as where the advisories are.

    Raises:
        AuditError: pip-audit ended without a report.
    """
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
    command += ["--progress-spinner", "off", "--format", "json", "-r", str(lock), *ask]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        raise AuditError(f"{lock.name}: the advisories could not be asked: {last}") from None
    return report


def faults_of(lock: str, report: dict[str, Any]) -> list[Fault]:
    """The vulnerabilities in a report.

    Raises:
        AuditError: a package was passed over, or the report is of no package.
    """
    packages = report.get("dependencies", [])
    missed = [each["name"] for each in packages if "skip_reason" in each]
    if missed or not packages:
        named = ", ".join(missed[:_SHOWN]) or "none was named"
        raise AuditError(
            f"{lock}: {len(missed)} of {len(packages)} packages could not be looked up ({named}"
            f"{', ...' if len(missed) > _SHOWN else ''}). Nothing is known of them: this machine"
            " needs a way to the advisories, such as a service given with --vulnerability-service."
        )
    return [
        Fault(
            lock,
            package["name"],
            package["version"],
            found["id"],
            frozenset(found["aliases"]),
            tuple(found["fix_versions"]),
        )
        for package in packages
        for found in package["vulns"]
    ]


def read_excuses(file: Path) -> list[Excuse]:
    """The list of faults that we live with.

    Raises:
        AuditError: an entry is not as it should be; the message names it.
    """
    excuses = []
    for number, entry in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")) or [], 1):
        try:
            excuse = Excuse(**entry)
        except TypeError:
            excuse = None
        if excuse is None or not excuse.because or not isinstance(excuse.until, date):
            raise AuditError(
                f"{file.name}, entry {number}: id, package, because and until"
                " (a day such as 2027-06-01) are needed, and nothing else."
            )
        excuses.append(excuse)
    return excuses


def unexcused(faults: Iterable[Fault], excuses: Sequence[Excuse], today: date) -> Iterator[Fault]:
    """The faults that nobody has accounted for."""
    for fault in faults:
        if not any(excuse.covers(fault, today) for excuse in excuses):
            yield fault


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at every lock; 0 only when all of it was looked at and nothing was found."""
    command = argparse.ArgumentParser(prog="make audit", description=main.__doc__)
    command.add_argument("ask", nargs="*", help="further arguments of pip-audit")
    ask = command.parse_args(arguments).ask
    try:
        excuses = read_excuses(ROOT / "requirements" / KNOWN)
        found = {
            (fault.package, fault.version, fault.id): fault
            for lock in LOCKS
            for fault in faults_of(lock, audit(ROOT / "requirements" / lock, ask=ask))
        }
    except AuditError as error:
        print(f"make audit: {error}", file=sys.stderr)
        return 1
    left = list(unexcused(found.values(), excuses, date.today()))  # noqa: DTZ011  (a day of ours)
    for fault in left:
        print(fault)
    print(f"{len(found)} known, {len(left)} of them not accounted for in requirements/{KNOWN}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())

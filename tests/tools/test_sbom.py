"""What ``make sbom`` writes: each package of a lock, its version and its hashes, and no other."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)


def written(lock: str, into: Path) -> bytes:
    """By the Makefile's own command."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.search(r"\$\(GATEWAY\) (-m cyclonedx_py .+?); done", makefile)
    assert found
    command = shlex.split(found[1].replace("$$lock", lock).replace("sbom/", f"{into}/"))
    subprocess.run([sys.executable, "-W", "ignore", *command], cwd=ROOT, check=True)
    return (into / f"{lock}.json").read_bytes()


@pytest.mark.parametrize("lock", ["gateway", "rasa"])
def test_the_bill_has_every_locked_package(lock: str, tmp_path: Path) -> None:
    """As CycloneDX, for this version of the product."""
    bill: dict[str, Any] = json.loads(written(lock, tmp_path))
    pinned = PIN.findall((ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8"))

    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "safe-to-share"
    assert sorted((each["name"], each["version"]) for each in bill["components"]) == sorted(pinned)
    hashes = [each["externalReferences"][0]["hashes"] for each in bill["components"]]
    assert all(each[0]["alg"] == "SHA-256" for each in hashes)


def test_the_same_lock_gives_the_same_bill(tmp_path: Path) -> None:
    """So that two of them can be compared."""
    first = written("gateway", tmp_path)

    assert written("gateway", tmp_path) == first

"""Documents fail when they are out of date."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^    (?P<indent>(?:  )?)(?P<name>[\w.-]+/?)(?:\s{2,}.*)?$")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"^(?!/)(?:[\w.-]+/)+[\w.-]*$|^[\w-]+\.(?:md|yml|py|toml|txt)$")
MADE = (".venv", ".state", ".rasa")  # what running it makes is on no page's conscience


def tracked() -> list[str]:
    """Every file that is, or would be, in the repository, by its name from the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [name for name in listed.split("\0") if name and (ROOT / name).exists()]


PAGES = sorted(name for name in tracked() if name.endswith(".md") and not name.startswith("data/"))


def described() -> set[str]:
    """What docs/layout.md lists: the top level, and the folders below it."""
    found, top = set(), ""
    for line in (ROOT / "docs" / "layout.md").read_text(encoding="utf-8").splitlines():
        entry = LINE.match(line)
        if entry and entry["indent"]:
            found.add(top + entry["name"])
        elif entry:
            top = entry["name"]
            found.add(top)
    return found


def present() -> set[str]:
    """The same of the repository itself."""
    found = set()
    for name in tracked():
        parts = name.split("/")
        found.add(parts[0] + ("/" if len(parts) > 1 else ""))
        if len(parts) > 2:
            found.add(f"{parts[0]}/{parts[1]}/")
    return found


def test_the_layout_page_is_the_layout() -> None:
    """Every file and folder at the top, and every folder below, is on the page and exists."""
    assert described() == present()


def test_the_layout_page_names_every_module_straight_in_bot() -> None:
    """A module that has no room of its own is at least described."""
    page = (ROOT / "docs" / "layout.md").read_text(encoding="utf-8")
    modules = {f"bot/{path.name}" for path in (ROOT / "bot").glob("[!_]*.py")}

    assert modules == set(re.findall(r"^\| `(bot/\w+\.py)`", page, re.MULTILINE))


def missing(page: str, text: str) -> list[str]:
    """Files that a page links to or names in code, and that do not exist."""
    folder = (ROOT / page).parent
    links = [name for name in LINK.findall(text) if not (folder / name).exists()]
    named = [name for name in CODE.findall(text) if PATH.match(name)]
    return links + [name for name in named if not (name.startswith(MADE) or there(folder, name))]


def there(folder: Path, name: str) -> bool:
    """Whether a name is that of a file: from the root, from the page, or a bare one of any."""
    known = {path.rpartition("/")[2] for path in tracked()}
    return (ROOT / name).exists() or (folder / name).exists() or name in known


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_exists(page: str) -> None:
    """Nobody is sent to a file that was moved or never written."""
    assert missing(page, (ROOT / page).read_text(encoding="utf-8")) == []


def test_every_page_that_code_names_exists() -> None:
    """In a remark or a docstring; but for this file, which names some that there are not."""
    kinds = (".py", ".js", ".yml", ".css", ".conf", ".in", "Makefile", "Dockerfile")
    code = [ROOT / name for name in tracked() if name.endswith(kinds)]
    named = {
        page
        for path in code
        if path != Path(__file__)
        for page in re.findall(r"\bdocs/[\w/-]+\.md\b", path.read_text(encoding="utf-8"))
    }

    assert len(named) > 20
    assert sorted(page for page in named if not (ROOT / page).exists()) == []


@pytest.mark.parametrize(
    "text", ["see `docs/nowhere.md`", "[there](../nowhere.md)", "`nowhere.yml`", "`bot/nowhere/`"]
)
def test_the_rule_on_files_sees(text: str) -> None:
    """The rule itself: a file or folder that is not there is noticed, linked or named."""
    assert missing("docs/layout.md", text)


@pytest.mark.parametrize("text", ["`README.md`", "`bot/law/`", "`.venv/rasa`", "`make run`"])
def test_the_rule_on_files_lets_pass(text: str) -> None:
    """The rule itself: what exists, what is made, and what is no file."""
    assert missing("docs/layout.md", text) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_make_command_on_a_page_exists(page: str) -> None:
    """Whoever copies a command from a page finds it in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"^    make ([a-z-]+)", text, re.MULTILINE) + re.findall(
        r"`make ([a-z-]+)", text
    )

    assert set(named) <= targets


def test_the_readmes_two_commands_are_what_ci_runs() -> None:
    """CI is `make test`, and what that drives was started with `make run`."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = re.findall(r"^    (make \w+)", readme, re.MULTILINE)[:2]
    conversations = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("conftest.py")
    )

    assert first == ["make run", "make test"]
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith("exec make test")
    assert '["make", "run"' in conversations


def test_the_version_is_the_changelogs_newest() -> None:
    """One version, in one form, in both places."""
    newest = re.search(
        r"^## (\d{4}\.\d{1,2}\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    version = re.search(
        r'^version = "(.+?)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )

    assert newest
    assert version
    assert newest.group(1) == version.group(1)

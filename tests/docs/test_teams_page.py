"""The page on installing in Teams names every setting of the channel, and its commands work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bot.cli import main
from bot.gateway.settings import Settings
from bot.gateway.teams.settings import PREFIX, TeamsSettings, TeamsSettingsError
from tests.teams.microsoft import APP, TENANT

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "install-in-teams.md").read_text(encoding="utf-8")
NAMES = re.compile(rf"{PREFIX}([A-Z_]+)")


def settings_of_the_code() -> set[str]:
    """Every name that is read: a wrong one is refused with the list of those that there are."""
    with pytest.raises(TeamsSettingsError) as refused:
        TeamsSettings.from_environment({f"{PREFIX}NOT_THERE": "x"})
    return set(str(refused.value).split("There are: ")[1].rstrip(".").split(", "))


def table() -> dict[str, str]:
    """The settings of step 4 with their values."""
    section = PAGE.split("\n## 4.")[1].split("\n## ")[0]
    return dict(re.findall(rf"^\| `{PREFIX}(\w+)` \| (.+?) \|", section, re.MULTILINE))


def test_the_page_and_the_code_name_the_same_settings() -> None:
    """In the table each once, and nowhere on the page one that is not there."""
    assert set(table()) == settings_of_the_code()
    assert set(NAMES.findall(PAGE)) == settings_of_the_code()


@pytest.mark.parametrize(
    "credential", [{"SECRET": "s3cret"}, {"MANAGED_IDENTITY": "yes"}], ids=["secret", "identity"]
)
def test_what_the_page_says_opens_the_channel(credential: dict[str, str]) -> None:
    """The values of its table, as it writes them, are taken."""
    said = table()
    (address,) = re.findall(r"`(https://[^`]+)`", said["ADDRESS"])
    (off,) = re.findall(r"`(no)`", said["ENFORCE_ENDORSEMENT"])
    given = {"APP_ID": APP, "TENANTS": TENANT, "ADDRESS": address, "ENFORCE_ENDORSEMENT": off}
    ours = {"SAFE_TO_SHARE_SECRET": "x", "SAFE_TO_SHARE_RASA_URL": "http://rasa"}

    read = Settings.from_environment(
        ours | {f"{PREFIX}{name}": value for name, value in (given | credential).items()}
    )

    assert read.teams is not None
    assert credential.keys() <= set(said)


def test_the_pages_command_makes_a_package(tmp_path: Path) -> None:
    """As it stands there, with an agency's ids."""
    section = PAGE.split("\n## 5.")[1].split("\n## ")[0]
    (command,) = re.findall(r"^    \S+ -m bot (teams-package .+(?:\n .+)*)$", section, re.MULTILINE)
    arguments = shlex.split(command.replace("\\\n", " ").replace("APPLICATION_ID", APP))
    made = tmp_path / arguments[arguments.index("--out") + 1]
    arguments[arguments.index("--out") + 1] = str(made)

    others = re.findall(r"`(--[\w-]+)`", section)

    assert main(arguments) == 0
    assert made.is_file()
    assert set(others) == {"--name", "--package-version"}
    assert main([*arguments, "--name", "Share it", "--package-version", "1.0.1"]) == 0

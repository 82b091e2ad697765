"""Any settings at all: the gateway reads them, or refuses them in a sentence with their name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.gateway.settings import Settings, SettingsError
from bot.sealing.keys import KeysError, open_keyring
from bot.secret_files import SECRETS

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {"SAFE_TO_SHARE_SECRET": "s" * 24, "SAFE_TO_SHARE_RASA_URL": "http://127.0.0.1:1"}


def names() -> list[str]:
    """Every name that the gateway's code or a page of the documents has."""
    pages = [*(ROOT / "bot" / "gateway").rglob("*.py"), *(ROOT / "docs" / "how-to").glob("*.md")]
    pages += [ROOT / "README.md", *(ROOT / "bot" / "sealing").glob("*.py")]
    said = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    whole = set(re.findall(r"SAFE_TO_SHARE_[A-Z_]*[A-Z]", said))
    parts = re.findall(r'known, "([A-Z_]+)"|known\.get\("([A-Z_]+)"', said)
    whole |= {f"SAFE_TO_SHARE_{first or second}" for first, second in parts}
    whole |= {f"SAFE_TO_SHARE_RATE_{kind}" for kind in ("TURNS", "BEGINNINGS", "CALLS", "ALL")}
    return sorted(whole | {f"{name}_FILE" for name in SECRETS})


NAMES = names()
LIKELY = (
    "0 1 -1 20/60 0/0 1e9 nan inf 10.0.0.5 10.0.0.0/8 ::1 * 'self' https://a.example http://[::1 "
    "https://a.example:99999 postgresql://u:p@h/d postgresql://[ yes no json RS256 X-User none "
    "00000000-0000-0000-0000-000000000000 /dev/null / . /proc/self/mem https://a.example?x"
).split()
VALUES = st.sampled_from(["", " ", "\n", "a" * 5_000, "é", "\ud800", *LIKELY]) | st.text(
    st.characters(exclude_characters="\0"), max_size=40
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder named without a root is made in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


def test_the_settings_are_found() -> None:
    """Those of each kind are among them."""
    assert {"SAFE_TO_SHARE_PATIENCE", "SAFE_TO_SHARE_SIGN_IN_HEADER"} <= set(NAMES)
    assert {"SAFE_TO_SHARE_RATE_ALL", "SAFE_TO_SHARE_KEYS", "SAFE_TO_SHARE_ORIGINS"} <= set(NAMES)
    assert len(NAMES) > 30


@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5))
def test_any_settings_are_read_or_refused_by_name(tmp_path: Path, given: dict[str, str]) -> None:
    """A refusal says which of them; nothing else is ever raised."""
    refused = refusal({**NEEDED, **given, "SAFE_TO_SHARE_STATE": str(tmp_path)})

    assert refused is None or "SAFE_TO_SHARE_" in refused


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_by_itself(tmp_path: Path, name: str) -> None:
    """Every likely value, right or wrong, of each."""
    for value in [each for each in LIKELY if each != "/"]:
        refused = refusal({**NEEDED, "SAFE_TO_SHARE_STATE": str(tmp_path), name: value})
        assert refused is None or "SAFE_TO_SHARE_" in refused, value


def refusal(env: dict[str, str]) -> str | None:
    """What a gateway with these settings says instead of starting; None when it would start."""
    try:
        read = Settings.from_environment(env)
        open_keyring(read.keys, read.state)
    except (SettingsError, KeysError) as error:
        return str(error)
    return None

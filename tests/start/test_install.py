"""When an environment counts as installed, and what the first code to run may use."""

from __future__ import annotations

import ast
import hashlib
import sys
from pathlib import Path

import pytest

from bot.install import GATEWAY, RASA, TESTS, install, is_current

ROOT = Path(__file__).resolve().parents[2]
FIRST = ("bootstrap", "checks", "cli", "install", "ports", "run", "services", "training")


def stamp(root: Path, environment: str, lock: str) -> None:
    """Mark an environment as holding a lock."""
    digest = hashlib.sha256((root / "requirements" / lock).read_bytes()).hexdigest()
    (root / ".venv" / environment / ".lock-digest").write_text(digest)


def test_an_environment_that_holds_its_lock_is_left_alone(miniature: Path) -> None:
    """A second start installs nothing: it would fail here, where there is no uv to call."""
    install(GATEWAY, RASA, root=miniature)

    assert is_current(GATEWAY, miniature)
    assert not (miniature / ".venv" / "tools").exists()


def test_a_changed_lock_is_noticed(miniature: Path) -> None:
    """Whoever pulls a new lock gets it with the next start."""
    (miniature / "requirements" / "gateway.txt").write_text("# another\n")

    assert not is_current(GATEWAY, miniature)


def test_the_tests_lock_serves_the_product_too(miniature: Path) -> None:
    """After `make test`, `make run` installs nothing; the other way round it does."""
    stamp(miniature, "gateway", "dev.txt")

    assert is_current(GATEWAY, miniature)
    assert is_current(TESTS, miniature)


def test_the_products_lock_does_not_serve_the_tests(miniature: Path) -> None:
    """After `make run`, `make test` adds what only tests need."""
    assert is_current(GATEWAY, miniature)
    assert not is_current(TESTS, miniature)


def test_a_python_that_went_away_is_noticed(miniature: Path) -> None:
    """An environment whose interpreter was removed is made again."""
    interpreter = miniature / ".venv" / "rasa" / "bin" / "python"
    interpreter.unlink()
    interpreter.symlink_to(miniature / "no-such-python")

    assert not is_current(RASA, miniature)


@pytest.mark.parametrize("module", FIRST)
def test_first_code_needs_nothing_installed(module: str) -> None:
    """What runs before anything is installed reads as Python 3.9 and imports no package."""
    source = (ROOT / "bot" / f"{module}.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 9))

    imported = {
        name.split(".")[0]
        for node in tree.body
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= {"bot", *sys.stdlib_module_names}

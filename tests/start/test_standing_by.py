"""Who was killed is followed by another; who ended by itself is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux only")
ROOT = Path(__file__).parents[2]
SERVE = (
    "import os, signal, sys; from bot import standing_by; from bot.standing_by import serve_again; "
    "from bot.process_names import Names; NAMES = Names('holds', 'spare', 'serves'); "
)
ENDS_WHERE_IT_STANDS = """
standing_by.TRY_EVERY_S = 0.1
def serve():
    with open(sys.argv[1], 'a+') as file:
        file.write('.')
        file.seek(0)
        times = len(file.read())
    if times == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return 1 if times < 4 else 0
sys.exit(serve_again(serve, NAMES))
"""


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", SERVE + code, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    ("serve", "status", "says"),
    [
        pytest.param("lambda: 0", 0, "", id="it ended"),
        pytest.param("lambda: 1", 1, "", id="it could not open its store"),
        pytest.param(
            "lambda: int(open('/proc/self/oom_score_adj').read()) != 500", 0, "", id="goes first"
        ),
        pytest.param("lambda: 1 / 0", 1, "ZeroDivisionError", id="it failed"),
        pytest.param(
            "lambda: os.kill(os.getpid(), signal.SIGKILL)", 1, "Killed 6 times", id="each is killed"
        ),
    ],
)
def test_only_a_kill_is_followed_by_another(serve: str, status: int, says: str) -> None:
    """What ended by itself would end again; what is killed over and over is given up."""
    ended = run(f"sys.exit(serve_again({serve}, NAMES))")

    assert ended.returncode == status
    assert says in ended.stderr


def test_what_was_killed_is_tried_until_it_serves_again(tmp_path: Path) -> None:
    """What it needs may have gone with it: a database, say. A first start would say so and end."""
    ended = run(ENDS_WHERE_IT_STANDS, str(tmp_path / "tries"))

    assert ended.returncode == 0
    assert (tmp_path / "tries").read_text() == "...."
    assert ended.stderr.count("It does not serve again") == 2

"""Rasa's story tests, counted: ``rasa test`` is content with no stories, and we are not.

They test the policies only: Rasa replays the slots that a story names and runs no action.
What the actions do is tested in tests/actions, and the whole in tests/conversations.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.bootstrap import environment
from bot.install import RASA, ROOT, python
from bot.training import TrainingError, train

STORIES = Path("tests/stories")
_STORY = re.compile(r"^\s*- story:", re.MULTILINE)


def written(root: Path = ROOT) -> int:
    """How many stories the files under ``tests/stories`` hold."""
    files = sorted((root / STORIES).rglob("*.yml"))
    return sum(len(_STORY.findall(path.read_text(encoding="utf-8"))) for path in files)


def verdict(report: Path, expected: int) -> tuple[int, str]:
    """Judge Rasa's report.

    Args:
        report: ``story_report.json``; it is not there when Rasa found no story.
        expected: how many stories are written.

    Returns:
        The exit status, and the line that says what ran and what failed.
    """
    if expected == 0:
        return 1, f"{STORIES} holds no story; zero stories prove nothing. 0 passed, 1 failed"
    if not report.exists():
        return 1, f"rasa test wrote no report on {expected} stories. 0 passed, 1 failed"
    counts = json.loads(report.read_text(encoding="utf-8")).get("conversation_accuracy", {})
    total, correct = counts.get("total", 0), counts.get("correct", 0)
    failed = max(total, expected) - correct
    if total != expected:
        return 1, f"rasa test ran {total} of {expected} stories. {correct} passed, {failed} failed"
    return int(failed > 0), f"stories: {correct} passed, {failed} failed"


def main() -> int:
    """Run every story against the model of the present data."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            model = train()
        except TrainingError as error:
            print(f"stories: {error}", file=sys.stderr)
            return 1
        command = [str(python(RASA)), "-m", "rasa", "test", "core", "--quiet", "--no-plot"]
        command += ["--model", str(model), "--stories", str(STORIES), "--out", folder]
        code = subprocess.run(
            [*command, "--fail-on-prediction-errors"], cwd=ROOT, env=environment(), check=False
        ).returncode
        status, line = verdict(Path(folder, "story_report.json"), written())
    print(line, flush=True)
    return code or status


if __name__ == "__main__":
    sys.exit(main())

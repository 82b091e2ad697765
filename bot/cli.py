"""The command line: ``python -m bot COMMAND``.

Each command imports what it needs when it runs, since ``run`` must start on a machine
where nothing is installed yet.
"""

from __future__ import annotations

import argparse
import sys
from typing import Sequence

EPILOG = "Exit status: 0 yes or done, 1 no or failed, 2 wrong use, 3 more facts needed."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"bot", "actions"}:
            raise  # a part of the product itself: a fault of ours, to be seen whole
        print(
            f"{error.name} is not installed for {sys.executable}.\n"
            "Use the product's own Python: make install, then .venv/gateway/bin/python -m bot",
            file=sys.stderr,
        )
        return 1


def _parser() -> argparse.ArgumentParser:
    """Every command, with the one line that help prints for it."""
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Run Safe to Share, or ask its law files a question without it.",
        epilog=EPILOG,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, command, help_text in (
        ("run", _run, "install, train and start everything; Ctrl-C ends it"),
        ("chat", _chat, "talk to a running Safe to Share in this terminal"),
        ("train", _train, "train the model if its data changed"),
        ("check", _check, "check every law file and every Rasa file"),
    ):
        commands.add_parser(name, help=help_text).set_defaults(command=command)
    generate = commands.add_parser("generate", help="write again what is made from data/law")
    generate.set_defaults(command=_generate)
    generate.add_argument("--check", action="store_true", help="only say whether it is current")
    resolve = commands.add_parser("resolve", help="say what the law gives on the facts given")
    resolve.set_defaults(command=_resolve)
    resolve.add_argument("facts", nargs="*", metavar="FACT=VALUE", help="as in data/law/facts.yml")
    resolve.add_argument("--on", metavar="YYYY-MM-DD", help="the day of sharing; today by default")
    return parser


def _run(_options: argparse.Namespace) -> int:
    from bot.run import run

    return run()


def _chat(_options: argparse.Namespace) -> int:
    from bot.terminal import main as chat

    return int(chat() or 0)


def _train(_options: argparse.Namespace) -> int:
    from bot.training import main as train

    return train()


def _check(_options: argparse.Namespace) -> int:
    from bot.inspection import check

    return check()


def _generate(options: argparse.Namespace) -> int:
    from bot.generate import main as generate

    return generate(check=options.check)


def _resolve(options: argparse.Namespace) -> int:
    from bot.inspection import say

    return say(options.facts, options.on)

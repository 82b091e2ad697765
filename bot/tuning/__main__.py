"""``.venv/rasa/bin/python -m bot.tuning`` trains and writes data/vectors/questions.npz."""

from __future__ import annotations

import argparse

from bot.tuning.questions import STEPS, main
from bot.tuning.questions import __doc__ as about

parser = argparse.ArgumentParser(prog="python -m bot.tuning", description=about)
parser.add_argument("--steps", type=int, default=STEPS)
main(parser.parse_args().steps)

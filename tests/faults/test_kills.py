"""Processes are killed while people talk; each accepted turn is answered once, or its retry is."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tests.faults.conftest import Product
from tests.faults.crowd import Ordeal, go_through
from tests.faults.product import ROLES

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def test_nothing_is_lost_doubled_or_mixed(product: Product) -> None:
    """Six people, with each process killed in turn: every answer is as undisturbed."""
    ordeal = Ordeal(people=6, turns=120, think=1.0, roles=ROLES, pause=1.0, seed=11)

    outcome = asyncio.run(go_through(ordeal, product.address, product.supervisor))

    assert outcome.found.faults == []
    assert outcome.found.answered == 120
    assert {role for role, _ in outcome.recoveries} == set(ROLES)

"""A turn costs the same in a long conversation as in a short one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcel_server import Server

TURNS = 60
CPU_MS_AT_MOST = 20
"""Twice what is measured on a quiet machine: the guard is against growth, not against noise."""


def cpu_ms(server: Server) -> float:
    """Milliseconds of processor time that the server has used."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def form_turns(server: Server, conversation: str, number: int) -> float:
    """Answer and change a form's question again and again; CPU milliseconds a turn."""
    before = cpu_ms(server)
    for _ in range(number // 2):
        assert server.answer(conversation, "size", "small")[0] == 200
        assert server.answer(conversation, "change", "size")[0] == 200
    return (cpu_ms(server) - before) / number


def test_a_form_turn_is_cheap_and_stays_so(
    own_server: Server, record_property: Callable[[str, object], None]
) -> None:
    """CPU per turn after 200 turns is that after five, and small."""
    own_server.turn("long", text="I want to send a parcel")
    form_turns(own_server, "long", 4)

    early = form_turns(own_server, "long", TURNS)
    form_turns(own_server, "long", 200 - TURNS)
    late = form_turns(own_server, "long", TURNS)

    record_property("cpu_ms_early", early)
    record_property("cpu_ms_late", late)
    assert late < 1.3 * early + 1
    assert late < CPU_MS_AT_MOST

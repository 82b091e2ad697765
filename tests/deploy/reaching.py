"""Run on a machine, alone: listen on ports, or try who is reached. Standard library only."""

from __future__ import annotations

import json
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

PATIENCE_S = 1.0


def listen(host: str, ports: list[str]) -> None:
    """Listen on each port of an address, say so, and stay until standard input ends."""
    listening = [socket.create_server((host, int(port))) for port in ports]
    print("listening", flush=True)  # noqa: T201  (to the test)
    sys.stdin.read()
    for each in listening:
        each.close()


def reached(target: str) -> bool:
    """Whether address:port takes a connection."""
    host, _, port = target.rpartition(":")
    try:
        socket.create_connection((host, int(port)), PATIENCE_S).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    if sys.argv[1] == "listen":
        listen(sys.argv[2], sys.argv[3:])
    else:
        with ThreadPoolExecutor(64) as pool:
            found = dict(zip(sys.argv[2:], pool.map(reached, sys.argv[2:]), strict=True))
        print(json.dumps(found))  # noqa: T201  (to the test)

"""Chat in the terminal with a running Safe to Share. Speaks the public HTTP contract only."""

from __future__ import annotations

import os
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
from rich.console import Console

from bot.terminal_blocks import Choice, draw

if TYPE_CHECKING:
    from collections.abc import Callable

QUIT = "/quit"
PATIENCE = 15.0
"""Seconds; longer than the gateway takes to say that it has no answer."""


@dataclass
class Chat:
    """One conversation. ``choices`` are the numbered answers on offer."""

    client: httpx.Client
    console: Console
    id: str = ""
    choices: list[Choice] = field(default_factory=list)

    def begin(self) -> bool:
        """Greet; False when there is no greeting."""
        answer = self.client.post("/api/v1/conversations", json={"channel": "terminal"})
        body = answer.json()
        self.show(body["blocks"])
        if answer.status_code != httpx.codes.CREATED:
            return False
        self.id = body["id"]
        self.client.headers["Authorization"] = f"Bearer {body['token']}"
        return True

    def say(self, line: str) -> None:
        """Send a number as the button it stands for, anything else as typed text."""
        said = self.message(line)
        try:
            answer = self._send(said)
        except httpx.HTTPError:
            self.console.print("[bold]Not sent: the server could not be reached. Try again.[/]")
            return
        self.show(answer.json()["blocks"])

    def message(self, line: str) -> dict[str, Any]:
        """The body of a turn for a line."""
        message: dict[str, Any] = {"client_id": secrets.token_hex(8)}
        number = int(line) if line.isdecimal() else 0
        if 1 <= number <= len(self.choices):
            chosen = self.choices[number - 1]
            return {**message, "answer": {"question": chosen.question, "value": chosen.value}}
        return {**message, "text": line}

    def show(self, blocks: list[dict[str, Any]]) -> None:
        """Print the blocks; their buttons become the numbers on offer."""
        shown = [self._with_address(block) for block in blocks]
        offered = [choice for block in shown for choice in draw(self.console, block)]
        if offered:
            self.choices = offered

    def _with_address(self, block: dict[str, Any]) -> dict[str, Any]:
        """A record's link with the server's address before it: a terminal is on no page."""
        if block["type"] != "record":
            return block
        return {**block, "url": f"{str(self.client.base_url).rstrip('/')}{block['url']}"}

    def end(self) -> None:
        """Leave nothing behind."""
        if self.id:
            self.client.delete(f"/api/v1/conversations/{self.id}")

    def _send(self, message: dict[str, Any]) -> httpx.Response:
        """Send; once more with the same ``client_id`` when the connection breaks."""
        path = f"/api/v1/conversations/{self.id}/turns"
        try:
            return self.client.post(path, json=message)
        except httpx.TransportError:
            time.sleep(1)
            return self.client.post(path, json=message)


def address() -> str:
    """Where the gateway is, from HOST and PORT as ``make run`` has them."""
    host = os.environ.get("HOST") or "127.0.0.1"
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104  (to reach it)
    return f"http://{host}:{os.environ.get('PORT') or 8000}"


def main() -> int:
    """Talk until ``/quit``, Ctrl-C or Ctrl-D.

    Returns:
        0; or 1 when no Safe to Share answers.
    """
    with httpx.Client(base_url=address(), timeout=PATIENCE, trust_env=False) as client:
        return converse(Chat(client, Console(highlight=False)), input)


def converse(chat: Chat, read: Callable[[str], str]) -> int:
    """Talk through ``read``, which gives a line for a prompt as ``input`` does.

    Returns:
        0; or 1 when no Safe to Share answers.
    """
    try:
        if not chat.begin():
            return 1
        chat.console.print("[dim]Type, or choose a number. /quit leaves and clears this chat.[/]")
        while (line := read("\n> ").strip()) != QUIT:
            if line:
                chat.say(line)
    except (KeyboardInterrupt, EOFError):
        chat.console.print()
    except httpx.HTTPError:
        chat.console.print(
            f"No Safe to Share answers at {chat.client.base_url}. Start it: make run"
        )
        return 1
    chat.end()
    return 0

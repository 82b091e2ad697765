"""One local server for both widgets' pages, so that neither is nearer to the browser."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.gateway.pages import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

PEER = "deep-chat"
VERSION = "2.4.2"
_PATIENCE = 300
_PAGE = '<!doctype html><html lang="en-NZ"><title>Intranet</title>{}<h1>Intranet</h1>{}'
# Each as its own documentation has it. A font is named, since else deep-chat asks Google for one.
_OURS = _PAGE.format('<script src="/widget.js" async></script>', "")
_THEIRS = _PAGE.format(
    '<script type="module" src="/deepChat.bundle.js"></script>',
    """<deep-chat style="font-family: sans-serif" connect='{"url": "/answer"}'></deep-chat>""",
)


class NotMeasuredError(Exception):
    """The other widget could not be had. The message says why, and what to do."""


def peer_script() -> bytes:
    """Have npm fetch the other widget into a folder that is gone afterwards.

    Raises:
        NotMeasuredError: there is no npm, or it fails.
    """
    npm = shutil.which("npm")
    if not npm:
        raise NotMeasuredError("npm is missing. On Debian: apt-get install npm")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts"]
        try:
            done = subprocess.run(
                [*command, f"--prefix={folder}", f"{PEER}@{VERSION}"],
                capture_output=True,
                text=True,
                timeout=_PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NotMeasuredError(f"npm took more than {_PATIENCE} s.") from None
        script = folder / "node_modules" / PEER / "dist" / "deepChat.bundle.js"
        if done.returncode or not script.exists():
            raise NotMeasuredError(f"npm could not install it: {done.stderr.strip()[:300]}")
        return script.read_bytes()


@contextmanager
def pages(product: str, peer: bytes | None) -> Iterator[str]:
    """Serve ``/ours`` and ``/theirs`` with their scripts; calls are passed on to the product.

    Args:
        product: its address.
        peer: the other widget's script; without it there is ours only.
    """
    client = httpx.AsyncClient(base_url=product, timeout=60)

    async def pass_on(request: Request) -> Response:
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        call = client.build_request(
            request.method, path, headers=request.headers.raw, content=await request.body()
        )
        got = await client.send(call, stream=True)
        body = b"".join([part async for part in got.aiter_raw()])
        await got.aclose()
        answer = Response(body, got.status_code)
        answer.raw_headers = got.headers.raw
        return answer

    async def ours(_: Request) -> Response:
        return HTMLResponse(_OURS)

    async def theirs(_: Request) -> Response:
        return HTMLResponse(_THEIRS)

    async def answered(_: Request) -> Response:
        return JSONResponse({"text": "Thank you."})

    widget = _script(httpx.get(f"{product}/widget.js").raise_for_status().content)
    routes = [Route("/ours", ours), Route("/widget.js", widget.answer)]
    if peer:
        routes += [Route("/theirs", theirs), Route("/deepChat.bundle.js", _script(peer).answer)]
        routes += [Route("/answer", answered, methods=["POST"])]
    routes += [Route("/{path:path}", pass_on, methods=["GET", "POST", "DELETE"])]
    with _served(Starlette(routes=routes)) as address:
        yield address


def _script(body: bytes) -> File:
    """As the gateway serves its own: packed once, at start."""
    return File.made(body, "text/javascript", **{"Cache-Control": "no-cache"})


@contextmanager
def _served(app: Starlette) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

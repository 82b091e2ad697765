"""Every call of the OpenAPI document with what it expects, and with what it does not."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.gateway.app import Knowledge, create_app
from bot.gateway.settings import Rate, Settings
from tests.gateway.stand_in import SECRET, StandIn

FAST = Rate(burst=100_000, per_minute=100_000)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A gateway on loopback, before a stand-in for Rasa."""
    app = create_app(
        Settings(
            rasa_url="http://rasa.test",
            secret=SECRET,
            state=tmp_path_factory.mktemp("state"),
            turns=FAST,
            beginnings=FAST,
            questions=FAST,
            calls=FAST,
            in_all=FAST,
        ),
        knowledge=Knowledge.load(),
        transport=httpx.ASGITransport(app=StandIn().app()),
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def contract(address: str) -> Any:
    """The document as this gateway serves it."""
    return schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")


CALLS = [
    ("POST", "/api/v1/conversations"),
    ("POST", "/api/v1/conversations/{conversation}/turns"),
    ("GET", "/api/v1/conversations/{conversation}/turns"),
    ("DELETE", "/api/v1/conversations/{conversation}"),
    ("POST", "/api/v1/conversations/{conversation}/feedback"),
    ("POST", "/api/v1/resolve"),
    ("GET", "/api/v1/guidance"),
    ("GET", "/records/{record}"),
    ("GET", "/records/{record}.{form}"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
]


def test_every_call_of_the_document_is_tried(contract: Any) -> None:
    """A new one has to be put on the list."""
    named = {
        (method.upper(), path)
        for path, methods in contract.raw_schema["paths"].items()
        for method in methods
    }
    assert named == set(CALLS)


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_each_call_keeps_its_contract(contract: Any, method: str, path: str) -> None:
    """No crash, no status and no body that the document does not name."""

    # The plugin's own way in does not know pytest 9.
    @given(
        case=contract[path][method].as_strategy(generation_mode=GenerationMode.POSITIVE)
        | contract[path][method].as_strategy(generation_mode=GenerationMode.NEGATIVE)
    )
    @settings(
        max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    def check(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    check()

"""The compose file: well formed, closed where it has to be, and with settings that there are."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema.validators import validator_for

from tests.deploy.given import inside, make_secrets, unknown_to_a_worker, without_effect
from tests.deploy.reading import SECRETS, addresses, compose, services, version

OURS = (*services("gateway"), *services("worker"))


def test_it_keeps_the_compose_specification() -> None:
    """By the specification's own schema."""
    schema = get_builtin_schema("vendor.compose-spec")
    validator = validator_for(schema)(schema)

    assert [error.message for error in validator.iter_errors(compose())] == []
    assert not validator.is_valid(compose() | {"services": {"gateway": {"imagee": "x"}}})


def test_only_the_proxy_is_reached_from_outside() -> None:
    """Nothing else publishes a port, and every network but the proxy's outer one leads nowhere."""
    assert [name for name, service in services().items() if service.get("ports")] == ["proxy"]
    outer = [name for name, it in compose()["networks"].items() if not (it or {}).get("internal")]
    assert outer == ["outside"]
    assert [name for name, it in services().items() if "outside" in it["networks"]] == ["proxy"]


@pytest.mark.parametrize("name", services())
def test_no_container_has_more_than_it_needs(name: str) -> None:
    """No capability, no new right, nothing written but tmpfs and volumes, a limit of memory."""
    service = services()[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert name in OURS or not service["user"].startswith(("0", "root"))


@pytest.mark.parametrize("name", services())
def test_each_is_looked_after(name: str) -> None:
    """Started again when it ends, asked how it is, and its log does not fill the disk."""
    service = services()[name]

    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}


@pytest.mark.parametrize("name", services())
def test_each_has_the_secrets_that_it_names_and_no_other(name: str) -> None:
    """As files; no secret stands in the environment or in this file."""
    service = services()[name]
    named = {
        str(value).removeprefix(SECRETS)
        for value in service.get("environment", {}).values()
        if str(value).startswith(SECRETS)
    }

    assert set(service.get("secrets", ())) <= set(compose()["secrets"])
    assert name == "proxy" or named == set(service["secrets"])


def test_the_gateways_know_every_worker_and_believe_the_proxy_alone() -> None:
    """A worker that is not named would have no turns."""
    settings = services("gateway")["gateway-1"]["environment"]
    named = {urlsplit(url).hostname for url in settings["SAFE_TO_SHARE_RASA_URL"].split()}
    proxy = services()["proxy"]["networks"]["calls"]["ipv4_address"]

    assert named == set(services("worker"))
    assert settings["SAFE_TO_SHARE_TRUSTED_PROXIES"] == proxy


@pytest.mark.parametrize("name", services("gateway"))
def test_a_gateway_listens_where_the_proxy_is_alone(name: str) -> None:
    """At an address of its own there, and it is asked there how it is."""
    service = services()[name]
    own = service["networks"]["calls"]["ipv4_address"]

    assert service["command"][:3] == ["bot.gateway", "--host", own]
    assert f"http://{own}:8000/readyz" in service["healthcheck"]["test"][-1]
    others = [
        addresses(each)["calls"] for each in services().values() if "calls" in addresses(each)
    ]
    assert others.count(own) == 1


def test_every_setting_is_one_that_there_is(tmp_path: Path) -> None:
    """A gateway would run otherwise without it; a worker's code names it."""
    folder = make_secrets(tmp_path / "secrets")

    for service in services("gateway").values():
        assert without_effect(inside(service["environment"], folder)) == []
    for service in services("worker").values():
        assert unknown_to_a_worker(service["environment"]) == []


def test_a_setting_that_there_is_not_would_be_noticed(tmp_path: Path) -> None:
    """The rule itself, with a slip of the pen."""
    folder = make_secrets(tmp_path / "secrets")
    slip = {"SAFE_TO_SHARE_RATE_BEGINNING": "15/15"}
    given = inside(services("gateway")["gateway-1"]["environment"], folder)

    assert without_effect(given | slip) == list(slip)
    assert unknown_to_a_worker(slip) == list(slip)


@pytest.mark.parametrize("name", OURS)
def test_the_images_are_of_this_version(name: str) -> None:
    """What is installed can be told from what was before it."""
    assert services()[name]["image"].rpartition(":")[2] == version()

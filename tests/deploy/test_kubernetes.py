"""The manifests: well formed, closed where they have to be, and of one piece."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.deploy.given import inside, make_secrets, unknown_to_a_worker, without_effect
from tests.deploy.reading import DEPLOY, MANIFESTS, manifests, of_kind, version, workloads

VERSIONS = ("1.30", "1.33", kubernetes_validate.latest_version())
"""The oldest has the sleep before the end; the newest is that of the schemas."""


def template(name: str) -> dict[str, Any]:
    """The pod of a workload."""
    pod: dict[str, Any] = workloads()[name]["spec"]["template"]
    return pod


def container(name: str) -> dict[str, Any]:
    """Its one container."""
    (only,) = template(name)["spec"]["containers"]
    return dict(only)


@pytest.mark.parametrize("kubernetes", VERSIONS)
@pytest.mark.parametrize("each", manifests(), ids=lambda it: f"{it['kind']} {it['metadata']}")
def test_each_keeps_kubernetes_schema(each: dict[str, Any], kubernetes: str) -> None:
    """Strictly: a field that Kubernetes does not know is a fault."""
    kubernetes_validate.validate(each, kubernetes, strict=True)


def test_a_field_that_there_is_not_would_be_noticed() -> None:
    """The rule itself."""
    wrong = of_kind("Deployment")["gateway"] | {"specs": {}}

    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[0], strict=True)


def test_the_kustomization_has_every_file_and_no_secret() -> None:
    """A file that it does not name would not be there."""
    text = (DEPLOY / "kubernetes" / "kustomization.yml").read_text(encoding="utf-8")
    kustomization = yaml.safe_load(text)

    assert sorted(kustomization["resources"]) == [file.name for file in MANIFESTS]
    assert {image["newTag"] for image in kustomization["images"]} == {version()}
    assert of_kind("Secret") == {}


@pytest.mark.parametrize("name", workloads())
def test_no_pod_has_more_than_it_needs(name: str) -> None:
    """Neither root nor a capability, nothing written but its volumes, no key to the cluster."""
    pod, inner = template(name)["spec"], container(name)["securityContext"]

    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert inner == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert not any("hostPath" in volume for volume in pod["volumes"])


@pytest.mark.parametrize("name", workloads())
def test_each_is_looked_after(name: str) -> None:
    """Three probes, what it needs of memory and processor, and what it may have."""
    inner = container(name)

    assert {"startupProbe", "readinessProbe", "livenessProbe"} <= inner.keys()
    assert inner["resources"]["requests"].keys() == {"cpu", "memory"}
    assert inner["resources"]["limits"].keys() == {"memory"}


def test_alive_is_not_ready() -> None:
    """A gateway without workers is not started again for it, but has no calls either."""
    inner = container("gateway")

    assert inner["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert inner["readinessProbe"]["httpGet"]["path"] == "/readyz"


@pytest.mark.parametrize("name", ["gateway", "worker"])
def test_one_at_a_time_may_be_taken_away(name: str) -> None:
    """By whoever empties a machine."""
    (budget,) = (
        each["spec"]
        for each in of_kind("PodDisruptionBudget").values()
        if each["spec"]["selector"]["matchLabels"] == template(name)["metadata"]["labels"]
    )

    assert budget["maxUnavailable"] == 1
    assert workloads()[name]["spec"]["replicas"] >= 2


def test_every_selector_finds_a_workload() -> None:
    """Of services, budgets and rules of the network; what finds nothing does nothing."""
    labels = [template(name)["metadata"]["labels"] for name in workloads()]
    selectors = [service["spec"]["selector"] for service in of_kind("Service").values()]
    for policy in of_kind("NetworkPolicy").values():
        chosen = policy["spec"]["podSelector"].get("matchLabels")
        selectors += [chosen] if chosen else []

    assert [selector for selector in selectors if selector not in labels] == []
    for name, workload in workloads().items():
        assert workload["spec"]["selector"]["matchLabels"] == template(name)["metadata"]["labels"]


def test_the_gateways_know_every_worker() -> None:
    """By the names that a stateful set gives, at the port on which they listen."""
    workers = workloads()["worker"]["spec"]
    port = container("worker")["ports"][0]["containerPort"]
    names = [
        f"http://worker-{number}.{workers['serviceName']}:{port}"
        for number in range(workers["replicas"])
    ]

    settings = of_kind("ConfigMap")["gateway-settings"]["data"]
    assert settings["SAFE_TO_SHARE_RASA_URL"].split() == names
    assert container("worker")["args"][-1] == str(port)


def test_every_setting_is_one_that_there_is(tmp_path: Path) -> None:
    """A gateway would run otherwise without it; a worker's code names it."""
    folder, maps = make_secrets(tmp_path / "secrets"), of_kind("ConfigMap")

    assert without_effect(inside(maps["gateway-settings"]["data"], folder)) == []
    assert unknown_to_a_worker(maps["worker-settings"]["data"]) == []


@pytest.mark.parametrize("name", workloads())
def test_each_has_the_secrets_that_it_names_and_no_other(name: str) -> None:
    """As files; a worker is not given the password of the numbers."""
    env = {each["name"]: each["value"] for each in container(name).get("env", ())}
    for source in container(name).get("envFrom", ()):
        env |= of_kind("ConfigMap")[source["configMapRef"]["name"]]["data"]
    (files,) = (each["secret"] for each in template(name)["spec"]["volumes"] if "secret" in each)
    mounted = {f"/run/secrets/safe-to-share/{item['path']}" for item in files["items"]}

    assert {value for value in env.values() if value.startswith("/run/secrets")} == mounted


def test_the_ingress_leads_to_the_gateways() -> None:
    """Through their service and its named port."""
    (rule,) = of_kind("Ingress")["safe-to-share"]["spec"]["rules"]
    backend = rule["http"]["paths"][0]["backend"]["service"]
    service = of_kind("Service")[backend["name"]]["spec"]

    assert service["selector"] == template("gateway")["metadata"]["labels"]
    assert backend["port"]["name"] in {port["name"] for port in service["ports"]}

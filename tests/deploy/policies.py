"""Kubernetes' network policies as the rules of a machine's own firewall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMESPACE = "safe-to-share"
_TABLE = """
table inet policies {{
  chain input {{
    type filter hook input priority 0; policy {Ingress};
    iifname lo accept
    ct state established,related accept
{ingress}
  }}
  chain output {{
    type filter hook output priority 0; policy {Egress};
    oifname lo accept
    ct state established,related accept
{egress}
  }}
}}
"""


class Pod:
    """A machine that stands for a pod: its namespace, its labels and its address."""

    def __init__(self, address: str, namespace: str = NAMESPACE, **labels: str) -> None:
        self.address, self.namespace, self.labels = address, namespace, labels

    def is_in(self, peer: Mapping[str, Any]) -> bool:
        """Whether a peer of a policy of our namespace is this pod."""
        spaces = peer.get("namespaceSelector")
        name = (spaces or {}).get("matchLabels", {}).get("kubernetes.io/metadata.name")
        there = self.namespace == (name if spaces is not None else NAMESPACE)
        return there and self.has(peer.get("podSelector", {}))

    def has(self, selector: Mapping[str, Any]) -> bool:
        """Whether its labels are those of a selector."""
        return all(self.labels.get(k) == v for k, v in selector.get("matchLabels", {}).items())


def rules_for(pod: Pod, pods: Sequence[Pod], policies: Sequence[dict[str, Any]]) -> str:
    """The firewall of a pod: what a policy allows, and nothing else where one chooses the pod."""
    chosen = [each["spec"] for each in policies if pod.has(each["spec"]["podSelector"])]
    closed = {direction for spec in chosen for direction in spec["policyTypes"]}
    return _TABLE.format(
        Ingress="drop" if "Ingress" in closed else "accept",
        Egress="drop" if "Egress" in closed else "accept",
        ingress=_allowed(chosen, "ingress", "from", "saddr", pods),
        egress=_allowed(chosen, "egress", "to", "daddr", pods),
    )


def _allowed(
    specs: Sequence[dict[str, Any]], direction: str, side: str, word: str, pods: Sequence[Pod]
) -> str:
    lines = []
    for rule in (rule for spec in specs for rule in spec.get(direction, ())):
        peers = {pod.address for pod in pods if any(pod.is_in(peer) for peer in rule[side])}
        lines += [
            f"    ip {word} {peer} {port['protocol'].lower()} dport {port['port']} accept"
            for peer in sorted(peers)
            for port in rule["ports"]
        ]
    return "\n".join(lines)

"""The examples that help shows. A test runs each of them, so none is ever out of date."""

from __future__ import annotations

_FACTS = "direction=thinking_of_sharing sharer=state-school-teacher recipient=practice-nurse"
_AGENCY = (
    "--app-id 11111111-2222-3333-4444-555555555555 --bot-domain share.example.govt.nz "
    "--privacy-url https://example.govt.nz/privacy --terms-url https://example.govt.nz/terms"
)

EXAMPLES: dict[str, tuple[str, ...]] = {
    "run": ("run",),
    "chat": ("chat",),
    "train": ("train",),
    "check": ("check",),
    "generate": ("generate --check",),
    "resolve": (
        f"resolve {_FACTS} subject=child",
        "resolve danger_now=yes --on 2026-11-30 --output json",
    ),
    "explain": ("explain ota.s66c",),
    "why": ("why subject",),
    "draw": (
        "draw --out law.svg",
        "draw --framework ota --format mermaid",
        f"draw --answer {' --answer '.join(_FACTS.split())} --out answer.svg",
    ),
    "diff": ("diff HEAD",),
    "evaluate-redaction": ("evaluate-redaction marked.yml",),
    "verify-record": ("verify-record record.json",),
    "teams-package": (f"teams-package {_AGENCY} --out teams.zip",),
}
"""By command, what stands after ``python -m bot``."""


def epilog(command: str) -> str:
    """The examples of one command as its help prints them."""
    return "\n\n".join(f"Example: python -m bot {line}" for line in EXAMPLES[command])

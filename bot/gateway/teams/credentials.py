"""How we show Microsoft who we are: a secret, a certificate, or an identity that Azure manages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate

if TYPE_CHECKING:
    from collections.abc import Mapping

_THUMBPRINT = re.compile(r"[0-9A-Fa-f]{40}")
_WAYS = ("SECRET", "CERTIFICATE", "MANAGED_IDENTITY")


class CredentialError(ValueError):
    """A credential is missing or unusable. The message names the setting, never its value."""


@dataclass(frozen=True)
class Secret:
    """A client secret of the app's registration."""

    value: str = field(repr=False)

    def for_msal(self) -> str:
        """As MSAL takes it."""
        return self.value


@dataclass(frozen=True)
class Certificate:
    """A private key, and its certificate or the SHA-1 thumbprint that the registration shows."""

    key: str = field(repr=False)
    certificate: str | None = field(default=None, repr=False)
    thumbprint: str | None = None

    def for_msal(self) -> dict[str, Any]:
        """As MSAL takes it; it makes a SHA-256 thumbprint where there is a certificate."""
        if self.thumbprint:
            return {"private_key": self.key, "thumbprint": self.thumbprint}
        return {"private_key": self.key, "public_certificate": self.certificate}


@dataclass(frozen=True)
class ManagedIdentity:
    """The user-assigned identity of the Azure machine that we run on; its id is the app's."""


Credential = Secret | Certificate | ManagedIdentity


def read_credential(known: Mapping[str, str]) -> Credential:
    """The one credential of the settings.

    Args:
        known: settings without their prefix, such as ``SECRET``.

    Raises:
        CredentialError: there is none, more than one, or it cannot be used.
    """
    given = [name for name in _WAYS if known.get(name)]
    if len(given) != 1:
        has = " and ".join(given) or "none"
        raise CredentialError(
            f"one of {', '.join(_WAYS)} is needed and {has} is set. A certificate is the path of a "
            "PEM file; MANAGED_IDENTITY=yes is for machines of Azure that hold the identity."
        )
    if given == ["SECRET"]:
        return Secret(known["SECRET"])
    if given == ["CERTIFICATE"]:
        return _certificate(known["CERTIFICATE"], known.get("THUMBPRINT", "").replace(":", ""))
    if known["MANAGED_IDENTITY"].lower() != "yes":
        raise CredentialError("MANAGED_IDENTITY has to be yes, or left out.")
    return ManagedIdentity()


def _certificate(path: str, thumbprint: str) -> Certificate:
    try:
        pem = Path(path).read_bytes()
    except OSError as error:
        raise CredentialError(f"CERTIFICATE cannot be read: {error.strerror}.") from None
    try:
        load_pem_private_key(pem, password=None)
    except (ValueError, TypeError):
        raise CredentialError(
            "CERTIFICATE has to be a PEM file that holds a private key without a password."
        ) from None
    if thumbprint and not _THUMBPRINT.fullmatch(thumbprint):
        raise CredentialError("THUMBPRINT has to be 40 hexadecimal digits (SHA-1).")
    try:
        load_pem_x509_certificate(pem)
    except ValueError:
        if not thumbprint:
            raise CredentialError(
                "CERTIFICATE holds no certificate beside its key, so THUMBPRINT is needed."
            ) from None
        return Certificate(pem.decode(), None, thumbprint.upper())
    return Certificate(pem.decode(), pem.decode(), thumbprint.upper() or None)

"""Each way of showing who we are gets a token, by MSAL's own code."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from bot.gateway.teams.credentials import Certificate, Credential, ManagedIdentity, Secret
from tests.teams.conftest import Running
from tests.teams.microsoft import SECRET, Microsoft, private_key


def key() -> str:
    """A private key in a file's form."""
    form = serialization.PrivateFormat.PKCS8
    none = serialization.NoEncryption()
    return private_key("ours").private_bytes(serialization.Encoding.PEM, form, none).decode()


def certificate() -> str:
    """The certificate of that key, signed by itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Safe to Share")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private_key("ours").public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .sign(private_key("ours"), hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


@pytest.mark.parametrize(
    "credential",
    [
        Secret(SECRET),
        Certificate(key() + certificate(), key() + certificate()),
        Certificate(key(), None, "AB" * 20),
        ManagedIdentity(),
    ],
    ids=["secret", "certificate", "thumbprint", "managed identity"],
)
async def test_a_credential_gets_a_token(
    running: Running, microsoft: Microsoft, credential: Credential
) -> None:
    """One login, and a message that the connector takes."""
    async with running(credential=credential) as agency:
        await agency.say("hello")
        await agency.say("hello again")

    assert microsoft.logins == 1
    assert len(microsoft.sent) == 2

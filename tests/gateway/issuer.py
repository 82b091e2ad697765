"""An issuer of our own: it signs tokens of OpenID Connect, and gives its keys."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from bot.gateway.sign_in.settings import ByToken

ISSUER = "https://login.example/tenant"
KEYS = "https://keys.example/tenant"
CLIENT = "safe-to-share"
HEADER = "x-id-token"
BY_TOKEN = ByToken(HEADER, ISSUER, CLIENT)


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """A key pair of that name, the same for the whole run."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def curve_key() -> ec.EllipticCurvePrivateKey:
    """The pair that signs ES256."""
    return ec.generate_private_key(ec.SECP256R1())


def as_jwk(name: str, **changes: Any) -> dict[str, Any]:
    """The public half, as it is listed."""
    found = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private_key(name).public_key()))
    return {**found, "kid": name, "use": "sig", **changes}


def token(
    key: Any = None, *, kid: str | None = "first", algorithm: str = "RS256", **claims: Any
) -> str:
    """A token as the issuer signs it for us, but for what is said here; None leaves it out."""
    now = int(time.time())
    said = {
        "iss": ISSUER,
        "aud": CLIENT,
        "sub": "somebody",
        "iat": now - 10,
        "exp": now + 600,
        **claims,
    }
    kept = {name: value for name, value in said.items() if value is not None}
    signs = private_key("first") if key is None else key
    return jwt.encode(kept, signs, algorithm, headers={"kid": kid} if kid else None)


@dataclass
class Issuer:
    """Answers requests, and counts them.

    Attributes:
        listed: the keys as it lists them.
        metadata: what it says of itself.
        is_down: gives nothing.
        asked: hosts and paths that were asked for.
    """

    listed: list[dict[str, Any]] = field(default_factory=lambda: [as_jwk("first")])
    metadata: dict[str, Any] = field(default_factory=lambda: {"issuer": ISSUER, "jwks_uri": KEYS})
    is_down: bool = False
    asked: list[str] = field(default_factory=list)

    def way(self) -> httpx.MockTransport:
        """The way to it."""
        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.url.host}{request.url.path}")
        if self.is_down:
            return httpx.Response(503)
        if request.url.path.endswith("/.well-known/openid-configuration"):
            return httpx.Response(200, json=self.metadata)
        return httpx.Response(200, json={"keys": self.listed})

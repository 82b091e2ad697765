"""A Microsoft of our own: keys with endorsements, a login, connectors, and a stranger's server.

It knows nothing of HTTP libraries, so that the gateway and Rasa's own channel meet the same one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

APP = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-0000-0000-0000-000000000001"
OTHER_TENANT = "bbbbbbbb-0000-0000-0000-000000000002"
PERSON = "cccccccc-0000-0000-0000-000000000003"
SECRET = "the-apps-own-secret"
TOKEN = "the-bots-own-token"
CONNECTOR = "https://smba.trafficmanager.net/apac/"
ATTACKER = "https://attacker.example/"
ISSUER = "https://api.botframework.com"
CHAT = "a:1chat-of/one person"


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """A key pair of that name, the same for the whole run."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def as_jwk(name: str, endorsements: list[str] | None) -> dict[str, Any]:
    """The public half, as Microsoft lists it."""
    found = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private_key(name).public_key()))
    listed = {"kty": "RSA", "use": "sig", "kid": name, "n": found["n"], "e": found["e"]}
    return listed if endorsements is None else {**listed, "endorsements": endorsements}


def token(*, signed_by: str = "teams", header: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token as the connector makes it for our app, but for what is said here.

    A claim of None is left out; ``kid=None`` in the header likewise.
    """
    now = int(time.time())
    said = {
        "iss": ISSUER,
        "aud": APP,
        "iat": now - 10,
        "nbf": now - 10,
        "exp": now + 3600,
        "serviceurl": CONNECTOR,
        **claims,
    }
    named = {"alg": "RS256", "typ": "JWT", "kid": signed_by, **(header or {})}
    parts = [
        {name: value for name, value in part.items() if value is not None} for part in (named, said)
    ]
    text = ".".join(_encoded(json.dumps(part).encode()) for part in parts)
    return f"{text}.{_encoded(_signature(named['alg'], signed_by, text.encode()))}"


def _signature(algorithm: str, name: str, said: bytes) -> bytes:
    if algorithm == "none":
        return b""
    if algorithm == "HS256":
        public = private_key(name).public_key()
        pem = public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return hmac.new(pem, said, hashlib.sha256).digest()
    made = jwt.algorithms.get_default_algorithms()[algorithm]
    return made.sign(said, private_key(name))


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def activity(**changes: Any) -> dict[str, Any]:
    """A message in a personal chat, but for what is said here. A change of None leaves it out."""
    found = {
        "type": "message",
        "id": "1700000000001",
        "channelId": "msteams",
        "serviceUrl": CONNECTOR,
        "from": {"id": "29:person", "aadObjectId": PERSON, "name": "Somebody"},
        "recipient": {"id": f"28:{APP}", "name": "Safe to Share"},
        "conversation": {"id": CHAT, "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "text": "May I tell the nurse?",
        "textFormat": "plain",
        "locale": "en-NZ",
        **changes,
    }
    return {name: value for name, value in found.items() if value is not None}


@dataclass
class Answer:
    """What a request gets."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Microsoft:
    """Answers requests, and remembers them.

    Attributes:
        keys: names of keys with their endorsements.
        answers: taken one for each message instead of taking it; a sign of typing takes none.
        is_login_down: gives no tokens.
        are_keys_down: gives no keys.
        sent: messages that were taken, with the path that they came by.
        leaks: requests with our token, or with what our login gave, to anybody else.
        fetched: requests for metadata and keys.
        logins: requests for tokens.
    """

    keys: dict[str, list[str] | None] = field(
        default_factory=lambda: {"teams": ["msteams"], "webchat": ["webchat"]}
    )
    answers: list[Answer] = field(default_factory=list)
    is_login_down: bool = False
    are_keys_down: bool = False
    sent: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    typing: int = 0
    leaks: list[str] = field(default_factory=list)
    fetched: int = 0
    logins: int = 0
    tokens: int = 0

    def answer(self, method: str, address: str, headers: dict[str, str], body: bytes) -> Answer:
        """Answer one request of ours."""
        host, path = urlsplit(address).hostname, urlsplit(address).path
        if host == "login.botframework.com":
            return self._keys(path)
        if host == "login.microsoftonline.com":
            return self._login(method, path)
        if path == "/metadata/identity/oauth2/token":
            return self._managed()
        named = {name.lower(): value for name, value in headers.items()}
        shown = named.get("authorization", "")
        if host == "smba.trafficmanager.net" and address.startswith("https://"):
            return self._connector(path, shown, json.loads(body))
        if TOKEN in shown:
            self.leaks.append(address)
        return Answer(200, {"id": "stolen"})

    def _keys(self, path: str) -> Answer:
        self.fetched += 1
        if self.are_keys_down:
            return Answer(503)
        if path.endswith("openidconfiguration"):
            return Answer(
                200,
                {
                    "issuer": ISSUER,
                    "jwks_uri": "https://login.botframework.com/v1/.well-known/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                },
            )
        return Answer(200, {"keys": [as_jwk(*each) for each in self.keys.items()]})

    def _login(self, method: str, path: str) -> Answer:
        base = f"https://login.microsoftonline.com/{path.split('/')[1]}"
        if method == "GET" and path.endswith("openid-configuration"):
            return Answer(
                200,
                {
                    "issuer": f"{base}/v2.0",
                    "token_endpoint": f"{base}/oauth2/v2.0/token",
                    "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                },
            )
        self.logins += 1
        if self.is_login_down:
            return Answer(401, {"error": "invalid_client", "error_description": "AADSTS7000215"})
        self.tokens += 1
        given = f"{TOKEN}-{self.tokens}"
        return Answer(200, {"token_type": "Bearer", "expires_in": 3600, "access_token": given})

    def _managed(self) -> Answer:
        """Azure's own machines ask here, over an address that only they have."""
        self.logins += 1
        self.tokens += 1
        given = f"{TOKEN}-{self.tokens}"
        return Answer(200, {"access_token": given, "expires_in": "3600", "resource": ISSUER})

    def _connector(self, path: str, shown: str, said: dict[str, Any]) -> Answer:
        if not shown.startswith(f"Bearer {TOKEN}"):
            return Answer(401)
        if said["type"] == "typing":
            self.typing += 1
            return Answer(200, {})
        if self.answers:
            given = self.answers.pop(0)
            if given.status >= 400:
                return given
        self.sent.append(said)
        self.paths.append(path)
        return Answer(201, {"id": f"sent-{len(self.sent)}"})

    def words(self) -> list[str]:
        """The whole of each message that was taken, as text to look for words in."""
        return [json.dumps(each, ensure_ascii=False) for each in self.sent]

    def buttons(self, at: int = -1) -> dict[str, str]:
        """The values of the buttons of a message, by title."""
        found: dict[str, str] = {}
        _collect(self.sent[at], found)
        return found

    def chats(self) -> list[str]:
        """Conversations that messages were sent to."""
        return [unquote(path.split("/conversations/")[1].split("/")[0]) for path in self.paths]


def _collect(found: Any, into: dict[str, str]) -> None:
    if isinstance(found, dict):
        if found.get("type") == "Action.Submit" and "sts" in found.get("data", {}):
            into[found["title"]] = found["data"]["sts"]
        for each in found.values():
            _collect(each, into)
    elif isinstance(found, list):
        for each in found:
            _collect(each, into)

"""Deliveries that are not what they seem, as one table: what comes in, and what may happen.

The first 21 are those that were once put to five published kits; the others are ours.
"""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass, field
from typing import Any

from tests.teams.microsoft import (
    APP,
    ATTACKER,
    CONNECTOR,
    OTHER_TENANT,
    TENANT,
    activity,
    as_jwk,
    token,
)

MINUTE = 60


@dataclass(frozen=True)
class Case:
    """One delivery.

    Attributes:
        name: what it is, in words.
        status: what it has to be answered.
        turns: how many turns it may come to.
        claims: of its token; ``header``: of the same; ``signed_by``: the key's name.
        changes: to the activity.
        body: in place of the activity.
        authorization: in place of the token.
        times: how often it is delivered.
        rotated: keys that there are from the second delivery on; the first is a genuine one.
    """

    name: str
    status: int
    turns: int = 0
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    signed_by: str = "teams"
    changes: dict[str, Any] = field(default_factory=dict)
    body: bytes | None = None
    authorization: str | None = None
    times: int = 1
    rotated: bool = False

    def headers(self) -> dict[str, str]:
        """The headers, with the time of now."""
        if self.authorization is not None:
            return {"Authorization": self.authorization} if self.authorization else {}
        now = int(time.time())
        claims = {
            name: now + value if name in {"exp", "nbf", "iat"} and isinstance(value, int) else value
            for name, value in self.claims.items()
        }
        made = token(signed_by=self.signed_by, header=self.header, **claims)
        return {"Authorization": f"Bearer {made}"}

    def content(self) -> bytes:
        """The body."""
        return self.body if self.body is not None else json.dumps(activity(**self.changes)).encode()


def _in(scope: str, **more: Any) -> dict[str, Any]:
    return {"id": "19:x@thread.v2", "conversationType": scope, "tenantId": TENANT, **more}


def _service(name: str, address: str) -> Case:
    """Signed for an address that is not Microsoft's: the claim and the body agree."""
    return Case(name, 403, claims={"serviceurl": address}, changes={"serviceUrl": address})


V1, V2 = "https://sts.windows.net/", "https://login.microsoftonline.com/"
ELSEWHERE = {"channelData": {"tenant": {"id": OTHER_TENANT}}}
FOREIGN = _in("personal", tenantId=OTHER_TENANT)
CARD = {"text": None, "value": {"sts": "made-up"}}

PUBLISHED = [
    Case("a genuine message", 200, 1),
    Case("an issuer that is not Microsoft's", 401, claims={"iss": "https://evil.example"}),
    Case("ended four minutes ago, within the skew", 200, 1, claims={"exp": -4 * MINUTE}),
    Case("a token without an end", 401, claims={"exp": None}),
    Case("an answer wanted elsewhere than the token says", 401, changes={"serviceUrl": ATTACKER}),
    Case(
        "a token that says no place, an answer wanted elsewhere",
        401,
        claims={"serviceurl": None},
        changes={"serviceUrl": ATTACKER},
    ),
    Case("a key that is endorsed for another channel", 403, signed_by="webchat"),
    Case("a token that names no key", 401, header={"kid": None}),
    Case(
        "a login token of another tenant's app",
        401,
        signed_by="login",
        claims={"iss": f"{V1}{OTHER_TENANT}/", "tid": OTHER_TENANT, "serviceurl": None},
        changes={"serviceUrl": ATTACKER},
    ),
    Case(
        "a login token of another app in our tenant",
        401,
        signed_by="login",
        claims={"iss": f"{V2}{TENANT}/v2.0", "tid": TENANT, "serviceurl": None},
        changes={"serviceUrl": ATTACKER},
    ),
    Case("another tenant's message", 403, changes={**ELSEWHERE, "conversation": FOREIGN}),
    Case("a body that breaks off", 400, body=b"{"),
    Case("a body that is a list", 400, body=b"[]"),
    Case("the same message twice", 200, 1, times=2),
    Case("a key that is newer than what we fetched", 200, 2, signed_by="newer", rotated=True),
    Case("no token", 401, authorization=""),
    Case("a token for another app", 401, claims={"aud": OTHER_TENANT}),
    Case("a key that Microsoft does not have", 401, signed_by="stranger"),
    Case("ended six minutes ago", 401, claims={"exp": -6 * MINUTE}),
    Case("signed with the public key as a password", 401, header={"alg": "HS256"}),
    Case("a press of a button, without text", 200, 0, changes=CARD),
]
OURS = [
    Case("not signed at all", 401, header={"alg": "none"}),
    Case("signed in another way", 401, header={"alg": "RS512"}),
    Case("a token that is no token", 401, authorization="Bearer a.b.c"),
    Case("an empty token", 401, authorization="Bearer "),
    Case("a password", 401, authorization="Basic dXNlcjpwYXNz"),
    Case("a token of 100 kB", 401, authorization="Bearer " + "a" * 100_000),
    Case("a token that is not ASCII", 401, authorization="Bearer m\u0101ori.m\u0101ori.m\u0101ori"),
    Case(
        "a token whose claims are a list",
        401,
        authorization="Bearer e30." + base64.urlsafe_b64encode(b"[1]").decode() + ".e30",
    ),
    Case(
        "the docs' spelling of the claim", 401, claims={"serviceurl": None, "serviceUrl": CONNECTOR}
    ),
    Case("a place that is a list", 401, claims={"serviceurl": [CONNECTOR]}),
    Case("several audiences, ours among them", 401, claims={"aud": [APP, OTHER_TENANT]}),
    Case("an audience that looks like ours", 401, claims={"aud": f"api://{APP}"}),
    Case("an issuer that is a list", 401, claims={"iss": ["https://api.botframework.com"]}),
    Case("an end that is a word", 401, claims={"exp": "soon"}),
    Case("a token of the future", 401, claims={"nbf": 10 * MINUTE}),
    Case("a token made in the future", 401, claims={"iat": 10 * MINUTE}),
    Case(
        "a key from the stranger's own address",
        401,
        signed_by="stranger",
        header={"jku": f"{ATTACKER}keys"},
    ),
    Case(
        "a key that the token brings along",
        401,
        signed_by="stranger",
        header={"kid": "teams", "jwk": as_jwk("stranger", ["msteams"])},
    ),
    _service("a stranger's address, signed for", ATTACKER),
    _service("a host that ends like Microsoft's", "https://smba.trafficmanager.net.evil.example/"),
    _service("Microsoft's host as a user's name", "https://smba.trafficmanager.net@evil.example/"),
    _service(
        "Microsoft's host behind a backslash", "https://evil.example\\@smba.trafficmanager.net/"
    ),
    _service("not encrypted", "http://smba.trafficmanager.net/apac/"),
    _service("another port", "https://smba.trafficmanager.net:8443/apac/"),
    _service("a port that is none", "https://smba.trafficmanager.net:99999/apac/"),
    _service("this machine", "https://127.0.0.1/"),
    _service("Azure's own address for secrets", "http://169.254.169.254/metadata/"),
    _service("a file", "file:///etc/passwd"),
    _service("a way up", "https://smba.trafficmanager.net/apac/../../evil"),
    _service("a query", "https://smba.trafficmanager.net/apac/?to=https://evil.example"),
    Case("no address for answers", 401, changes={"serviceUrl": None}),
    Case("another channel", 403, changes={"channelId": "webchat"}),
    Case("no channel", 403, changes={"channelId": None}),
    Case(
        "no tenant",
        403,
        changes={
            "channelData": None,
            "conversation": {"id": "a:1", "conversationType": "personal"},
        },
    ),
    Case("one tenant ours, one not", 403, changes=ELSEWHERE),
    Case("no conversation", 400, changes={"conversation": {"tenantId": TENANT}}),
    Case("a conversation that is a word", 400, changes={"conversation": "x"}),
    Case("a text that is a number", 400, changes={"text": 4}),
    Case("people who were added that are words", 400, changes={"membersAdded": ["x"]}),
    Case("a body that is not text", 400, body=b"\xff\xfe\x00"),
    Case("an empty body", 400, body=b""),
    Case("a body of brackets", 400, body=b"[" * 100_000),
    Case("a body of 5 MB", 413, body=b'{"text": "' + b"a" * 5_000_000 + b'"}'),
    Case("our own message", 200, changes={"from": {"id": f"28:{APP}", "aadObjectId": "x"}}),
    Case("nobody's message", 200, changes={"from": None}),
    Case("a type that nobody has heard of", 200, changes={"type": "somethingNew"}),
    Case("a message that was edited", 200, changes={"type": "messageUpdate"}),
    Case("a reaction", 200, changes={"type": "messageReaction"}),
    Case("a sign of typing", 200, changes={"type": "typing"}),
    Case("a request that wants an answer at once", 501, changes={"type": "invoke", "name": "x/y"}),
    Case("words in a group, not to us", 200, changes={"conversation": _in("groupChat")}),
    Case("words in a channel, not to us", 200, changes={"conversation": _in("channel")}),
    Case("words in a scope of no name", 200, changes={"conversation": _in("")}),
    Case("somebody whom the directory does not name", 200, changes={"from": {"id": "29:x"}}),
]
TWO_PLACES = json.dumps(activity())[:-1].encode() + f', "serviceUrl": "{ATTACKER}"}}'.encode()
DEEP = json.dumps(activity(text=None))[:-1].encode()
FURTHER = [
    Case("two addresses for answers, the first as the token says", 401, body=TWO_PLACES),
    Case("an end beyond all numbers", 401, claims={"exp": float("inf")}),
    Case("a body that the token says is elsewhere", 401, header={"b64": False, "crit": ["b64"]}),
    Case("a key that is named like a file", 401, header={"kid": "../../keys/teams"}),
    Case("a key that is named by a number", 401, header={"kid": 7}),
    Case("an encrypted token", 401, authorization="Bearer e30.a.b.c.d"),
    Case("two tokens in one header", 401, authorization=f"Bearer {token()}, Bearer {token()}"),
    _service("a letter that looks like Microsoft's", "https://smba.trafficm\u0430nager.net/"),
    _service("a host that ends with a dot", "https://smba.trafficmanager.net./apac/"),
    Case("a number of 5,000 digits", 400, body=b'{"id": ' + b"9" * 5_000 + b"}"),
    Case("a text that is no number", 400, body=b'{"text": NaN}'),
    Case(
        "a press that is nested deep",
        200,
        body=DEEP + b', "value": ' + b"[" * 900 + b"]" * 900 + b"}",
    ),
    Case(
        "a conversation that is a thread of none",
        400,
        changes={"conversation": {**_in("personal"), "id": ";messageid=1"}},
    ),
    Case("a message to whom it is from", 200, changes={"recipient": {"id": "29:person"}}),
    Case("a type in capitals", 200, changes={"type": "MESSAGE"}),
    Case(
        "an uninstall by nobody",
        200,
        changes={"type": "installationUpdate", "action": "remove", "from": None},
    ),
    Case("a person with two lines", 400, changes={"from": {"id": "29:x", "aadObjectId": "a\nb"}}),
]
TABLE = PUBLISHED + OURS + FURTHER

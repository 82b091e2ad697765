"""Our own token for the connector: from Microsoft's login by MSAL, renewed before it ends."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import msal

from bot.gateway.faults import log_fault
from bot.gateway.teams.credentials import ManagedIdentity

if TYPE_CHECKING:
    import httpx

    from bot.gateway.teams.settings import TeamsSettings

SCOPE = "https://api.botframework.com/.default"
RESOURCE = "https://api.botframework.com"
AUTHORITY = "https://login.microsoftonline.com"
EARLY = 5 * 60.0
"""Seconds before its end in which a token is renewed."""


class NoToken(Exception):
    """Microsoft's login gave none; nothing is sent without."""


class Login:
    """Gives the app's token."""

    def __init__(self, settings: TeamsSettings, client: httpx.Client) -> None:
        """Ask through a client, later."""
        self._settings = settings
        self._client = client
        self._msal: Any = None
        self._token = ""
        self._ends = 0.0
        self._one = asyncio.Lock()

    async def token(self) -> str:
        """A token that is good for some minutes.

        Raises:
            NoToken: there is none now.
        """
        async with self._one:  # those who wait share what the first one gets
            if time.monotonic() >= self._ends - EARLY:
                self._token, self._ends = await asyncio.to_thread(self._ask)
            return self._token

    def refused(self, token: str) -> None:
        """The connector did not take it: the next call asks for another."""
        if token == self._token:
            self._ends = 0.0

    def _ask(self) -> tuple[str, float]:
        try:
            self._msal = self._msal or self._made()
            found = self._acquired()
        except Exception as error:  # noqa: BLE001  (of MSAL, of the network, of what came back)
            log_fault("teams_login_failed", error)
            raise NoToken from None
        token, seconds = found.get("access_token"), found.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int):
            # Its code, such as invalid_client; the description names ids.
            log_fault("teams_login_failed", code=str(found.get("error", ""))[:40])
            raise NoToken
        return token, time.monotonic() + seconds

    def _acquired(self) -> dict[str, Any]:
        if isinstance(self._settings.credential, ManagedIdentity):
            found: dict[str, Any] = self._msal.acquire_token_for_client(resource=RESOURCE)
            return found
        self._msal.remove_tokens_for_client()  # we keep the token; this one may have been refused
        asked: dict[str, Any] = self._msal.acquire_token_for_client([SCOPE])
        return asked

    def _made(self) -> Any:
        """MSAL's client. Making one asks Microsoft where to log in."""
        app, credential = self._settings.app_id, self._settings.credential
        if isinstance(credential, ManagedIdentity):
            identity = msal.UserAssignedManagedIdentity(client_id=app)
            return msal.ManagedIdentityClient(identity, http_client=self._client)
        return msal.ConfidentialClientApplication(
            app,
            client_credential=credential.for_msal(),
            authority=f"{AUTHORITY}/{self._settings.tenants[0]}",
            http_client=self._client,
            instance_discovery=False,
        )

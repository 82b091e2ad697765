"""Runs ``actions/`` in Rasa's own process, and never lets one of them end a turn in silence.

Rasa asks its action endpoint over HTTP. This one answers the same request with the SDK's own
executor, so that actions are the ones that ``rasa run actions`` serves.
"""

from __future__ import annotations

import copy
import json
import logging
import pickle
from typing import Any

from rasa.core.actions.action import ActionExecutionRejection
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection as SdkRejection

from bot.privacy.logs import place_of

log = logging.getLogger(__name__)

Answer = dict[str, Any]
VALIDATES = "validate_"


class InProcessActions(EndpointConfig):
    """An action endpoint without a network."""

    def __init__(self, package: str, notice: str) -> None:
        """Import the actions.

        Args:
            package: their package, as ``rasa run actions --actions`` takes it.
            notice: what the person reads when an action fails; a whole sentence or two.
        """
        super().__init__(url=f"in-process://{package}")
        self._notice = notice
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._domain: tuple[Any, Any] = (None, None)

    @property
    def names(self) -> frozenset[str]:
        """Names of the actions that can run here."""
        return frozenset(self._executor.actions)

    async def request(self, *_args: Any, **kwargs: Any) -> Answer:
        """Answer an action call as the action server does.

        Args:
            kwargs: ``json`` is the call: next_action, sender_id, tracker, domain.

        Returns:
            Events and responses. When the action fails: one notice, and for a validator
            every value that it was to judge as None.

        Raises:
            ActionExecutionRejection: the action declined to run, which is part of dialogue.
        """
        call = kwargs["json"]
        name = call["next_action"]
        try:
            return await self._run(call)
        except SdkRejection as rejection:
            raise ActionExecutionRejection(name) from rejection
        except Exception as error:  # noqa: BLE001  (an action may raise anything)
            log.error("Action %s failed: %s.", name, place_of(error))  # noqa: TRY400  (a traceback would have words)
            return self._failed(call)

    async def _run(self, call: dict[str, Any]) -> Answer:
        """Run on copies: what an action does to its arguments stays there, as over HTTP.

        The answer is made JSON here, so that an action whose answer is none fails here.
        """
        isolated = {
            "next_action": call["next_action"],
            "sender_id": call["sender_id"],
            "tracker": pickle.loads(pickle.dumps(call["tracker"], -1)),  # noqa: S301  (ours, a line ago; JSON takes four times as long)
            "domain": self._copy_of(call.get("domain", {})),
        }
        answer: Answer = json.loads(json.dumps(await self._executor.run(isolated)))
        return answer

    def _copy_of(self, domain: dict[str, Any]) -> dict[str, Any]:
        """One copy for all calls: it is big, and the same until another model is loaded."""
        original, copied = self._domain
        if original is not domain:
            copied = copy.deepcopy(domain)
            self._domain = (domain, copied)
        result: dict[str, Any] = copied
        return result

    def _failed(self, call: dict[str, Any]) -> Answer:
        notice = {"type": "notice", "level": "error", "text": self._notice}
        events = _unanswered(call) if call["next_action"].startswith(VALIDATES) else []
        return {"events": events, "responses": [{"custom": {"block": notice}}]}


def _unanswered(call: dict[str, Any]) -> list[dict[str, Any]]:
    """Slot events that take back what was not validated, and ask the same question again."""
    requested = call["tracker"]["slots"].get("requested_slot")
    candidates = [requested] if requested else []
    for event in reversed(call["tracker"]["events"]):
        if event["event"] != "slot":
            break
        if event["name"] not in (*candidates, "requested_slot"):
            candidates.append(event["name"])
    events = [{"event": "slot", "name": name, "value": None} for name in candidates]
    if requested:
        events.append({"event": "slot", "name": "requested_slot", "value": requested})
    return events

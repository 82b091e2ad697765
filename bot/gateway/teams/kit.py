"""The one place that loads Microsoft's kit, when the channel opens and not before.

Loading it takes two seconds and 60 MB, warns of previews, and reads a ``.env`` file into the
environment of the process, where a switch of the kit's could let anybody in.
"""

from __future__ import annotations

import logging
import os
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from microsoft_teams.apps.auth.token_validator import TokenValidator

ISSUER = "https://api.botframework.com"
KEYS = "https://login.botframework.com/v1/.well-known/keys"
"""The validator wants an address; we give it each key and it fetches nothing."""

_NO_ENV_FILE = "PYTHON_DOTENV_DISABLED"


def load_validator(app_id: str, keys: Any) -> TokenValidator:
    """The kit's check of tokens that Microsoft's connector signs, for our app alone.

    Args:
        app_id: the only audience.
        keys: has ``get_signing_key_from_jwt``; takes the place of the kit's own, which fetches
            in the event loop and drops endorsements.
    """
    before = os.environ.get(_NO_ENV_FILE)
    os.environ[_NO_ENV_FILE] = "1"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from microsoft_teams.apps.auth.token_validator import (  # noqa: PLC0415  (above)
                JwtValidationOptions,
                TokenValidator,
            )
    finally:
        if before is None:
            del os.environ[_NO_ENV_FILE]
        else:
            os.environ[_NO_ENV_FILE] = before
    # It logs parts of tokens and addresses that a stranger wrote; ours says which check failed.
    logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)
    validator = TokenValidator(
        JwtValidationOptions(valid_issuers=[ISSUER], valid_audiences=[app_id], jwks_uri=KEYS)
    )
    validator._jwks_client = keys  # noqa: SLF001  (pinned exactly; the tests say if it moves)
    return validator

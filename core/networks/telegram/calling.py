"""One call of the Bot API, and what its refusals mean. https://core.telegram.org/bots/api#making-requests"""

import json
import re
from collections.abc import Mapping

from core.errors import NetworkError, PermissionMissing, Refused, TokenRejected
from core.networks.api import at, cleaned
from core.ports import Answer, Api, Credential, Upload

SUCCESS = range(200, 300)
FORBIDDEN = 403
READ = (400, FORBIDDEN, 404)
"""Refusals whose reason only their description tells."""
UNKNOWN_TOKEN = "Not Found"  # noqa: S105 - what is answered to one that is none
TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")

BOT_ABSENT = "bot-absent"
BOT_NOT_ADMIN = "bot-not-admin"
BOT_CANNOT_POST = "bot-cannot-post"
HOLDER_NOT_ADMIN = "holder-not-admin"
HOLDER_CANNOT_POST = "holder-cannot-post"
NOT_A_CHANNEL = "not-a-channel"
MOVED = "moved"

MISSING: Mapping[str, str] = {
    "bot was kicked": BOT_ABSENT,
    "bot is not a member": BOT_ABSENT,
    "chat not found": BOT_ABSENT,
    "channel_private": BOT_ABSENT,
    "member list is inaccessible": BOT_NOT_ADMIN,
    "need administrator rights": BOT_CANNOT_POST,
    "chat_admin_required": BOT_CANNOT_POST,
    "not enough rights": BOT_CANNOT_POST,
    "have no rights": BOT_CANNOT_POST,
    "chat_write_forbidden": BOT_CANNOT_POST,
    "upgraded to a supergroup": MOVED,
}
"""What Telegram says (in small letters) where a right is missing, and our word for it."""


async def call(
    api: Api, credential: Credential, method: str, params: Mapping[str, object], *, effect: bool = True
) -> Answer:
    """The answer, whose `result` is what was asked for; an `Upload` among the parameters makes it a form.

    The address holds no token: the credential puts it behind `/bot`. Raises any `NetworkError`.
    """
    url = f"{api.base('telegram')}/bot/{method}"
    if any(isinstance(value, Upload) for value in params.values()):
        form = {name: value if isinstance(value, Upload) else written(value) for name, value in params.items()}
        answer = await api.call("POST", url, credential=credential, form=form, effect=effect, accept=READ)
    else:
        answer = await api.call("POST", url, credential=credential, json=params, effect=effect, accept=READ)
    if answer.status in SUCCESS:
        return answer
    raise refusal(answer)


def written(value: object) -> str:
    """A parameter as a part of a form: JSON, but for words."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def refusal(answer: Answer) -> NetworkError:
    """What a status of `READ` means; nothing was done."""
    given = at(answer.data, ("description",))
    said = TOKEN.sub("…", cleaned(given)) if isinstance(given, str) else f"HTTP {answer.status}"
    if said == UNKNOWN_TOKEN:
        return TokenRejected(said)
    words = said.casefold()
    for sign, missing in MISSING.items():
        if sign in words:
            return PermissionMissing(missing)
    return PermissionMissing(said) if answer.status == FORBIDDEN else Refused(said)

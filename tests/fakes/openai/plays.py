"""All that an endpoint can do with a call, and what endpoints of others do not know."""

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any


class Play(StrEnum):
    """What the endpoint does with a call; the next in `plays`, and `ANSWER` when there is none."""

    ANSWER = "answer"
    NOT_JSON = "not json"
    FENCED = "json in a code fence"
    CUT = "cut"
    NO_FINISH = "no finish_reason"
    LENGTH = "finish_reason length"
    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    NO_MODEL = "404"
    BUSY = "429"
    NO_MONEY = "429 insufficient_quota"
    FAILING = "500"
    REFUSAL = "refusal"
    FILTERED = "content_filter"
    ERROR_EVENT = "error in the stream"
    GARBAGE = "an event that is no JSON"
    HTML = "a web page"
    SILENT = "no answer at all"
    SLOW = "one word and then nothing"
    ENDLESS = "never stops"
    INVENTED_LINK = "invented link"
    TOO_LONG = "too long"
    WRONG_LANGUAGE = "wrong language"
    DUPLICATES = "all the same"
    TOO_FEW = "too few"
    EMPTY = "empty text"
    HIDDEN = "hidden characters"
    NO_USAGE = "no usage"


class Trait(StrEnum):
    """What the endpoint does not know, for as long as it runs."""

    NO_SCHEMA = "json_schema"
    NO_OBJECT = "json_object"
    NO_LENGTHS = "maxLength"
    NO_STREAM_OPTIONS = "stream_options"
    NEW_TOKENS = "max_tokens"
    FEW_TOKENS = "few tokens"
    NO_EYES = "image_url"


STATUSES: dict[Play, tuple[int, str]] = {
    Play.UNAUTHORIZED: (401, "invalid_api_key"),
    Play.FORBIDDEN: (403, "permission_denied"),
    Play.NO_MODEL: (404, "model_not_found"),
    Play.BUSY: (429, "rate_limit_exceeded"),
    Play.NO_MONEY: (429, "insufficient_quota"),
    Play.FAILING: (500, "server_error"),
}
FEW = 700
REFUSED: dict[Trait, tuple[Callable[[dict[str, Any]], bool], str]] = {
    Trait.NO_SCHEMA: (lambda body: _form(body) == "json_schema", "Bad request: unsupported"),
    Trait.NO_OBJECT: (lambda body: _form(body) == "json_object", "'response_format' is not supported"),
    Trait.NO_LENGTHS: (lambda body: "maxLength" in json.dumps(body), "'maxLength' is not permitted"),
    Trait.NO_STREAM_OPTIONS: (lambda body: "stream_options" in body, "Unknown field stream_options"),
    Trait.NEW_TOKENS: (
        lambda body: "max_tokens" in body,
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ),
    Trait.FEW_TOKENS: (
        lambda body: max(body.get("max_tokens", 0), body.get("max_completion_tokens", 0)) > FEW,
        f"max_tokens is too large. This model supports at most {FEW} completion tokens",
    ),
    Trait.NO_EYES: (lambda body: "image_url" in json.dumps(body), "Invalid content type. image_url is only supported"),
}


def _form(body: dict[str, Any]) -> str:
    return str(body.get("response_format", {}).get("type", ""))

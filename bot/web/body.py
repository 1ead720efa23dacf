"""Request bodies with an end: what is larger than it may be is refused while it is read, not after."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_FIELDS = 100
FORM_BYTES = 256 * 1024


async def read(request: Request, most: int) -> bytes:
    """The whole body. Raises `HTTPException(413)` as soon as it is longer than `most` bytes."""
    too_large = HTTPException(413, f"At most {most} bytes")
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise too_large
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            raise too_large
        parts.append(part)
    return b"".join(parts)


async def form(request: Request) -> Mapping[str, list[str]]:
    """The fields of a form without files. Raises `HTTPException` (400, 413, 415)."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    try:
        pairs = parse_qsl(
            (await read(request, FORM_BYTES)).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise HTTPException(400) from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return fields

"""Of a played Mastodon server: how it counts a text, how it shows it, and how it reads a form with files."""

import html
import re
from email import message_from_bytes

import regex

from tests.fakes.networks.wire import Request

ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,!?)]")
KNOWN = re.compile(r"(?<![\w/])@(\w+)@([\w.-]+\.example)")
NAMED = re.compile(r"(?<![\w/])@(\w+)@([\w.-]+\w)")
TAGGED = re.compile(r"#(\w+)")


def parts_of(request: Request) -> dict[str, tuple[bytes, str]]:
    """The parts of a form with files: name -> (bytes, type)."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    found = {}
    for part in message_from_bytes(head + request.body).get_payload():
        name = part.get_param("name", header="content-disposition")
        found[name] = (part.get_payload(decode=True), part.get_content_type() if part.get_filename() else "")
    return found


def counted(text: str) -> int:
    """As Mastodon's validator does: every address as 23 signs, names without their server."""
    plain = NAMED.sub(r"@\1", ADDRESS.sub("x" * 23, text))
    return len(regex.findall(r"\X", plain))


def rendered(text: str) -> str:
    """As Mastodon shows it: links cut for the eye, names without their server, paragraphs."""
    plain = html.escape(text.strip())
    plain = ADDRESS.sub(lambda found: _link(found.group()), plain)
    # A name that no server knows stays as it was written.
    plain = KNOWN.sub(
        r'<span class="h-card"><a href="https://\2/@\1" class="u-url mention">@<span>\1</span></a></span>', plain
    )
    plain = TAGGED.sub(r'<a href="https://social.example/tags/\1" class="hashtag">#<span>\1</span></a>', plain)
    parts = [part.replace("\n", "<br />") for part in re.split(r"\n\n+", plain)]
    return "".join(f"<p>{part}</p>" for part in parts)


def _link(address: str) -> str:
    scheme, rest = address.partition("://")[0] + "://", address.partition("://")[2]
    hidden, seen, tail = (f'<span class="invisible">{scheme}</span>', rest[:30], rest[30:])
    kind = "ellipsis" if tail else ""
    return f'<a href="{address}">{hidden}<span class="{kind}">{seen}</span><span class="invisible">{tail}</span></a>'

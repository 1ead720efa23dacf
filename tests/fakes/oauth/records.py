"""What an account's server takes as a post: the lexicon's rules as far as a post of ours can break them.

https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import regex

POST = "app.bsky.feed.post"
KNOWN = {"$type", "text", "createdAt", "facets", "langs", "reply", "embed"}
IMAGE_MOST, VIDEO_MOST = 1_000_000, 100_000_000
KEY = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

Blobs = Mapping[str, tuple[str, int]]
"""What was uploaded: its link -> what it is, and how long."""


def objection(record: Mapping[str, Any], blobs: Blobs, posts: Mapping[str, str]) -> str:
    """Why it is not taken; "" where it is. `posts`: address -> cid."""
    text = record.get("text")
    if record.get("$type") != POST or not isinstance(text, str) or not record.keys() <= KNOWN:
        return f"not a post: {sorted(record)}"
    if len(regex.findall(r"\X", text)) > 300 or len(text.encode()) > 3000:
        return "Record/text must not be longer than 300 graphemes"
    if not MOMENT.fullmatch(record.get("createdAt", "")) or not datetime.fromisoformat(record["createdAt"]):
        return f"createdAt {record.get('createdAt')}"
    if len(record.get("langs", ["en"])) not in {1, 2, 3}:
        return "langs"
    wrong_facets = next((why for one in record.get("facets", ()) if (why := facet(one, text.encode()))), "")
    return wrong_facets or reply(record.get("reply"), posts) or embed(record.get("embed"), blobs)


def facet(one: Mapping[str, Any], text: bytes) -> str:
    start, end = one["index"]["byteStart"], one["index"]["byteEnd"]
    if not 0 <= start < end <= len(text):
        return f"a facet from {start} to {end} of {len(text)}"
    try:
        text[:start].decode()
        shown = text[start:end].decode()
    except UnicodeDecodeError:
        return "a facet that cuts a character in two"
    [feature] = one["features"]
    match feature["$type"].partition("#")[2]:
        case "link":
            return "" if feature["uri"] == shown else f"{shown} leads to {feature['uri']}"
        case "tag":
            return "" if shown == f"#{feature['tag']}" else f"{shown} is the tag {feature['tag']}"
        case "mention":
            return "" if shown.startswith("@") and feature["did"].startswith("did:") else f"{shown} is {feature}"
    return f"an unknown facet {feature}"


def reply(given: Mapping[str, Any] | None, posts: Mapping[str, str]) -> str:
    if given is None:
        return ""
    wrong = [end for end in ("root", "parent") if posts.get(given[end]["uri"]) != given[end]["cid"]]
    return f"a reply whose {wrong} is not there" if wrong else ""


def embed(given: Mapping[str, Any] | None, blobs: Blobs) -> str:
    match given:
        case None:
            return ""
        case {"$type": "app.bsky.embed.images", "images": images}:
            if not 1 <= len(images) <= 4 or not all("alt" in one for one in images):
                return "1 to 4 images, each with alt"
            return next((why for one in images if (why := blob(one["image"], blobs, "image/", IMAGE_MOST))), "")
        case {"$type": "app.bsky.embed.video", "video": video}:
            return blob(video, blobs, "video/mp4", VIDEO_MOST)
        case {"$type": "app.bsky.embed.external", "external": {"uri": _, "title": _, "description": _} as card}:
            return blob(card["thumb"], blobs, "image/", IMAGE_MOST) if "thumb" in card else ""
    return f"an unknown embed {given}"


def blob(given: Mapping[str, Any], blobs: Blobs, kind: str, most: int) -> str:
    link = given["ref"]["$link"]
    if given.get("$type") != "blob" or blobs.get(link) != (given["mimeType"], given["size"]):
        return f"BlobNotFound {link}"
    if not given["mimeType"].startswith(kind):
        return f"InvalidMimeType {given['mimeType']}"
    return "BlobTooLarge" if given["size"] > most else ""

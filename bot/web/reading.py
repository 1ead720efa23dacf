"""A sandbox account as its readers see it: a page, one post, and the feed."""

import hashlib
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.web import feed
from bot.web.headers import SERVED
from bot.web.markup import Html, el, join
from bot.web.pages import page, texts_for
from bot.web.posts import avatar, words
from bot.web.sandbox import NEWEST, Desk
from core.errors import Missing
from core.model import Connection, Media, MediaKind
from core.texts import Texts
from storage.journal import SandboxPost


def _picture(one: Media, address: str) -> Html:
    if one.kind is MediaKind.VIDEO:
        return el("video", src=address, controls=True, preload="metadata", aria_label=one.alt or None, class_="medium")
    return el("img", src=address, alt=one.alt, loading="lazy", class_="medium")


def _article(desk: Desk, account: Connection, post: SandboxPost, texts: Texts) -> Html:
    moment = el("time", texts.moment(post.created_at), " UTC", datetime=post.created_at.isoformat())
    names = el(
        "span", el("strong", account.title), el("a", moment, href=desk.url(account.account, post.id)), class_="names"
    )
    return el(
        "article",
        el("header", avatar(account.title), names),
        el("div", words(post.text), class_="words", dir="auto"),
        join(_picture(one, desk.media(account.account, one.key)) for one in post.media),
        class_="post",
        id=f"p-{post.id}",
        aria_label=feed.headline(post.text),
    )


def _head(account: Connection, texts: Texts) -> Html:
    kind = el("p", texts.say("web-sandbox-kind"), class_="kicker")
    return el("div", kind, el("h1", account.title), el("p", texts.say("web-sandbox-about"), class_="quiet"))


def _posts(desk: Desk, account: Connection, posts: Sequence[SandboxPost], texts: Texts) -> Html:
    if posts:
        return el("div", *(_article(desk, account, post, texts) for post in posts), class_="posts")
    empty = el("p", texts.say("web-sandbox-empty")), el("p", texts.say("web-sandbox-empty-more"), class_="quiet")
    return el("div", *empty, class_="empty")


def _page(desk: Desk, account: Connection, posts: Sequence[SandboxPost], texts: Texts, *below: str) -> HTMLResponse:
    address = f"{desk.page(account.account)}/feed.atom"
    alternate = el("link", rel="alternate", type="application/atom+xml", title=account.title, href=address)
    main = _head(account, texts), _posts(desk, account, posts, texts), *below
    answer = page(texts, account.title, *main, head=[alternate])
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _dated(desk: Desk, post: SandboxPost) -> tuple[SandboxPost, str, list[tuple[str, str]]]:
    """The post with its address, and the address and kind of all that it shows."""
    shown = [(desk.media(post.account, one.key), one.mime) for one in post.media]
    return post, desk.url(post.account, post.id), shown


async def _medium(desk: Desk, request: Request) -> Response:
    """The bytes that were approved to be seen, of what the account shows now. Raises `HTTPException(404)`."""
    account = await desk.account(request)
    shown = await desk.journal.shown(account.account, request.path_params["key"])
    if shown is None or shown.mime not in SERVED:
        raise HTTPException(404)
    try:
        data = await desk.app.files.get(shown.key)
    except Missing as error:
        raise HTTPException(404) from error
    if hashlib.sha256(data).hexdigest() != shown.digest:
        raise HTTPException(404)
    return Response(data, media_type=shown.mime)


def routes(desk: Desk) -> list[Route]:
    """What everybody may see."""

    async def everything(request: Request) -> Response:
        account, texts = await desk.account(request), texts_for(request)
        posts = await desk.journal.newest(account.account, limit=NEWEST)
        link = el("a", texts.say("web-sandbox-feed"), href=f"{desk.page(account.account)}/feed.atom", class_="go")
        return _page(desk, account, posts, texts, el("p", link))

    async def single(request: Request) -> Response:
        account, texts = await desk.account(request), texts_for(request)
        post = await desk.journal.get(account.account, request.path_params["id"])
        if post is None:
            raise HTTPException(404)
        back = el("a", texts.say("web-sandbox-all"), href=desk.page(account.account), class_="go")
        return _page(desk, account, [post], texts, el("p", back))

    async def atom(request: Request) -> Response:
        account = await desk.account(request)
        posts = await desk.journal.newest(account.account, limit=NEWEST)
        dated = [_dated(desk, post) for post in posts]
        document = feed.feed(account.account, account.title, desk.page(account.account), dated)
        return Response(document, media_type=feed.KIND)

    async def medium(request: Request) -> Response:
        return await _medium(desk, request)

    return [
        Route("/s/{account}", everything),
        Route("/s/{account}/media/{key}", medium),
        Route("/s/{account}/feed.atom", atom),
        Route("/s/{account}/{id}", single),
    ]

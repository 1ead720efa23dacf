"""A sandbox account as its readers see it: a page, one post, and the feed."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.web import feed
from bot.web.markup import Html, el, join
from bot.web.pages import page, texts_for
from bot.web.posts import avatar, words
from bot.web.sandbox import NEWEST, Desk
from core.model import Connection, Media
from core.texts import Texts
from storage.journal import SandboxPost


def _picture(one: Media, texts: Texts) -> Html:
    label = texts.say("web-sandbox-picture", alt=one.alt) if one.alt else texts.say("web-sandbox-picture-plain")
    return el("div", label, class_="picture", role="img", aria_label=label)


def _article(desk: Desk, account: Connection, post: SandboxPost, texts: Texts) -> Html:
    moment = el("time", texts.moment(post.created_at), " UTC", datetime=post.created_at.isoformat())
    names = el(
        "span", el("strong", account.title), el("a", moment, href=desk.url(account.account, post.id)), class_="names"
    )
    return el(
        "article",
        el("header", avatar(account.title), names),
        el("div", words(post.text), class_="words", dir="auto"),
        join(_picture(one, texts) for one in post.media),
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
        dated = [(post, desk.url(account.account, post.id)) for post in posts]
        document = feed.feed(account.account, account.title, desk.page(account.account), dated)
        return Response(document, media_type=feed.KIND)

    return [
        Route("/s/{account}", everything),
        Route("/s/{account}/feed.atom", atom),
        Route("/s/{account}/{id}", single),
    ]

"""Against a real WordPress: connected on its own page, posted to, and what it says where it says no."""

import html
import re
import secrets
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from core.errors import Invalid, PermissionMissing, Refused, TokenRejected
from core.model import NO_SECRET, Content, Issued, Media, Published, Secret
from core.networks.api import Caps, HttpApi
from core.networks.login import InHand, basic, held_of
from core.networks.wordpress import network
from core.networks.wordpress.login import ApplicationPassword
from core.networks.wordpress.posting import drafted, written
from core.ports import Beginning, Begun, Finished, Returned
from tests.fakes.networks.trying import Still, Trying
from tests.networks.sites import connection, content, grant, media
from tests.peers.wordpress import Site, missing, png, wordpress

pytestmark = [pytest.mark.peers, pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}")]
CALLBACK = "https://desk.example/oauth/wordpress/callback"
LOGIN = ApplicationPassword()
TEXT = """Rudzu maize no sestdienas

Pirmie klaipi <b>astoņos</b> & tikai 40: https://maize.example/a?b=1&c=2.
Otrā rinda [gallery] <script>alert(1)</script> <!-- wp:html -->

Trešā daļa 🍞"""


FILES = {
    "p1": png(640, 480),
    "p2": png(800, 600),
    "big": b"\x89PNG\r\n\x1a\n" + b"x" * 1_200_000,
    "huge": b"x" * 2_300_000,
}
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\0\x08free"


@dataclass
class Reading(Trying):
    files: dict[str, bytes] = field(default_factory=lambda: {**FILES, "v1": MP4})

    async def read(self, media: Media) -> bytes:
        return self.files[media.key]


@dataclass
class Stage:
    site: Site
    api: HttpApi

    def person(self, url: str, *, approve: bool = True) -> str:
        """Logs in at the site, reads what is asked for, and says yes or no: the address that they are sent to."""
        with httpx.Client(follow_redirects=False, timeout=30) as browser:
            browser.get(f"{self.site.url}/wp-login.php")
            known = {"log": self.site.login, "pwd": self.site.password, "testcookie": "1"}
            assert browser.post(f"{self.site.url}/wp-login.php", data=known).status_code == 302
            page = browser.get(url)
            assert (page.status_code, "AiMarketing" in page.text) == (200, True)
            hidden = re.findall(r'<input type="hidden"[^>]* name="([^"]+)" value="([^"]*)"', page.text)
            form = {name: html.unescape(value) for name, value in hidden}
            named = re.search(r'id="app_name"[^>]*value="([^"]*)"', page.text)
            assert named is not None
            form |= {"app_name": html.unescape(named[1]), "approve" if approve else "reject": "1"}
            return browser.post(url.partition("?")[0], data=form).headers["Location"]

    async def begin(self) -> Begun:
        place = await LOGIN.place(self.api, self.site.url)
        beginning = Beginning(redirect_uri=CALLBACK, state="st4te", address="https://desk.example", server=place)
        return await LOGIN.begin(self.api, beginning)

    async def finish(self, begun: Begun, given: dict[str, str]) -> Finished:
        returned = Returned(given=given, kept=begun.kept, redirect_uri=CALLBACK, address="", server=self.site.url)
        return await LOGIN.finish(self.api, returned)

    async def logs_in(self) -> Finished:
        begun = await self.begin()
        return await self.finish(begun, dict(parse_qsl(urlsplit(self.person(begun.url)).query)))

    async def lent(self, login: str = "anna") -> InHand:
        """With an application password that the site has made for them."""
        name = secrets.token_hex(4)
        code = f"echo WP_Application_Passwords::create_new_application_password(get_user_by('login', '{login}')->ID,"
        password = self.site.run(code + f"['name' => '{name}'])[0];")
        issued = Issued(access=Secret(password), facts={"login": login})
        root = (await LOGIN._site(self.api, self.site.url)).root  # noqa: SLF001 - where it is found
        return InHand(root, held_of(issued, NO_SECRET), basic)

    async def publish(self, content: Content, attempt: Trying | None = None) -> Published:
        got = await network.publish(self.api, await self.lent(), content, attempt or Reading())
        assert isinstance(got, Published)
        return got

    def count(self, status: str, kind: str = "post") -> int:
        return int(self.site.run(f"echo wp_count_posts('{kind}')->{status} ?? 0;"))

    def read(self, url: str) -> str:
        return httpx.get(url, timeout=30, follow_redirects=True).text


@pytest.fixture(scope="module", params=["/%postname%/", ""], ids=["readable", "plain"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with wordpress(tmp_path_factory.mktemp("wordpress"), permalinks=request.param) as running:
        yield running


@pytest.fixture
async def stage(site: Site) -> AsyncIterator[Stage]:
    async with HttpApi(Still(), {}, Caps(), allow=[site.url.removeprefix("http://")]) as api:
        yield Stage(site, api)


# -- its own page ------------------------------------------------------------------------------------------------------


async def test_a_person_lets_us_in_on_the_sites_own_page_and_ends_it_again(stage: Stage) -> None:
    finished = await stage.logs_in()
    [found] = finished.found
    assert (found.title, found.holder, found.account) == ("Rudzu maize", "anna", stage.site.url[7:])
    assert (finished.issued.scopes, finished.lacking) == (("read", "publish_posts"), ())
    credential = InHand(found.server, held_of(finished.issued, NO_SECRET), basic)
    listed = "echo count(WP_Application_Passwords::get_user_application_passwords(1));"
    before = int(stage.site.run(listed))
    for _ in range(2):
        assert await LOGIN.revoke(stage.api, credential, connection(), grant(finished.issued))
    assert int(stage.site.run(listed)) == before - 1
    with pytest.raises(TokenRejected, match="site-login"):
        await network.publish(stage.api, credential, content(TEXT), Reading())


async def test_who_says_no_comes_back_with_our_state_and_that(stage: Stage) -> None:
    there = stage.person((await stage.begin()).url, approve=False)
    assert there == f"{CALLBACK}?state=st4te&error=access_denied"


async def test_a_role_that_may_not_publish_is_told(stage: Stage) -> None:
    finished = await replace(stage, site=replace(stage.site, login="writer")).logs_in()
    assert finished.lacking == ("publish",)
    with pytest.raises(PermissionMissing, match="site-role"):
        await network.publish(stage.api, await stage.lent("writer"), content("Nope"), Reading())


async def test_a_site_whose_server_takes_the_header_away_is_told(stage: Stage) -> None:
    begun = await stage.begin()
    given = dict(parse_qsl(urlsplit(stage.person(begun.url)).query))
    stripped = stage.site.plugin("unset($_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW']);")
    with stripped, pytest.raises(Invalid, match="connect-site-stripped"):
        await stage.finish(begun, given)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("add_filter('wp_is_application_passwords_available', '__return_false');", "connect-site-http"),
        (
            "add_filter('rest_authentication_errors', fn() => new WP_Error('closed', 'No.', ['status' => 401]));",
            "connect-site-closed",
        ),
    ],
)
async def test_a_site_that_lets_nobody_in_is_told(stage: Stage, code: str, reason: str) -> None:
    with stage.site.plugin(code), pytest.raises(Invalid, match=reason):
        await stage.begin()


# -- what readers see --------------------------------------------------------------------------------------------------


async def test_a_text_is_a_title_and_paragraphs_and_nothing_in_it_is_carried_out(stage: Stage) -> None:
    got = await stage.publish(content(TEXT))
    page = stage.read(got.url)
    assert "Rudzu maize no sestdienas</h1>" in page
    assert '<a href="https://maize.example/a?b=1&amp;c=2">https://maize.example/a?b=1&amp;c=2</a>.' in page
    assert "&lt;b&gt;astoņos&lt;/b&gt; &amp; tikai 40" in page
    assert "&#91;gallery&#93; &lt;script&gt;alert(1)&lt;/script&gt; &lt;!&#8211; wp:html" in page
    assert "<p>Trešā daļa 🍞</p>" in page


async def test_what_went_out_is_found_and_sending_it_again_shows_nothing_twice(stage: Stage) -> None:
    attempt, post = Reading(), content("Vienreiz")
    before, drafts = stage.count("publish"), stage.count("draft")
    got = await stage.publish(post, attempt)
    assert network.find
    assert await network.find(stage.api, await stage.lent(), post, attempt) == got
    assert await stage.publish(post, attempt) == got
    assert (stage.count("publish") - before, stage.count("draft") - drafts) == (1, 0)


async def test_a_draft_whose_answer_was_lost_is_taken(stage: Stage) -> None:
    lent, post, drafts = await stage.lent(), content("Pazudusi atbilde"), stage.count("draft")
    left = await drafted(stage.api, lent, post, written(post, []))
    got = await stage.publish(post)
    assert (got.id, stage.count("draft")) == (left, drafts)


async def test_a_draft_is_dated_when_it_is_shown(stage: Stage) -> None:
    lent, post = await stage.lent(), content("No vakardienas")
    left = await drafted(stage.api, lent, post, written(post, []))
    old = "['post_date' => '2026-01-01 00:00:00', 'post_modified' => '2026-01-01 00:00:00']"
    stage.site.run(f"global $wpdb; $wpdb->update($wpdb->posts, {old}, ['ID' => {left}]);")
    await stage.publish(post)
    assert not stage.site.run(f"echo get_post({left})->post_date;").startswith("2026-01-01")


async def test_the_same_words_twice_are_two_posts(stage: Stage) -> None:
    first, second = await stage.publish(content("Divreiz")), await stage.publish(content("Divreiz"))
    assert first.url != second.url


async def test_pictures_and_a_video_stand_where_they_belong_and_are_put_there_once(stage: Stage) -> None:
    before = stage.count("inherit", "attachment")
    post = content("Ar bildēm\n\nKlāt!", media=media("p1", "p2", "v1", alt='Āboli "un" <maize>'))
    got = await stage.publish(post)
    page = stage.read(got.url)
    assert page.count('alt="Āboli &quot;un&quot; &lt;maize&gt;" class="wp-image-') == 1
    assert "<video controls" in page
    assert stage.site.run(f"echo get_post_thumbnail_id({got.id}) > 0;") == "1"
    meta = stage.site.run(f"echo get_post_meta(get_post_thumbnail_id({got.id}), '_wp_attachment_image_alt', true);")
    assert meta == 'Āboli "un"'
    await stage.publish(replace(post, text="Vēlreiz ar tām pašām"))
    assert stage.count("inherit", "attachment") - before == 3


@pytest.mark.parametrize(("key", "why"), [("big", "upload_max_filesize"), ("huge", "site-file")])
async def test_a_file_that_the_site_does_not_take_is_refused(stage: Stage, key: str, why: str) -> None:
    before = stage.count("publish")
    with pytest.raises(Refused, match=why):
        await stage.publish(content("Par lielu", media=media(key)))
    assert stage.count("publish") == before


async def test_a_post_that_the_site_holds_back_is_told(stage: Stage) -> None:
    code = (
        "if ($d['post_status'] === 'publish' && $d['post_type'] === 'post') $d['post_status'] = 'pending'; return $d;"
    )
    holding = stage.site.plugin(f"add_filter('wp_insert_post_data', function ($d) {{ {code} }});")
    with holding, pytest.raises(Refused, match="site-held"):
        await stage.publish(content("Gaida"))


# -- what is out already -----------------------------------------------------------------------------------------------


async def test_words_are_changed_and_files_stay(stage: Stage) -> None:
    post = content("Virsraksts\n\nvecie vārdi", media=media("p1", "p2", alt="Maize"))
    got = await stage.publish(post)
    assert network.edit
    changed = await network.edit(stage.api, await stage.lent(), replace(post, text="Cits\n\njaunie vārdi"), got.id)
    page = stage.read(changed.url)
    assert (changed.id, "jaunie vārdi" in page, "vecie vārdi" in page) == (got.id, True, False)
    assert page.count('alt="Maize" class="wp-image-') == 1


async def test_a_post_goes_into_the_bin_and_again_is_no_error(stage: Stage) -> None:
    got = await stage.publish(content("Uz atkritni"))
    assert network.delete
    for _ in range(2):
        await network.delete(stage.api, await stage.lent(), connection(), got.id)
    assert stage.site.run(f"echo get_post_status({got.id});") == "trash"
    attempt = Reading(steps={"draft": got.id})
    assert network.find
    with pytest.raises(Refused, match="site-gone"):
        await network.find(stage.api, await stage.lent(), content("Uz atkritni"), attempt)


async def test_where_there_is_no_bin_it_is_deleted_for_good(stage: Stage) -> None:
    got = await stage.publish(content("Prom"))
    lent = await stage.lent()
    assert network.delete
    with stage.site.plugin("define('EMPTY_TRASH_DAYS', 0);"):
        for _ in range(2):
            await network.delete(stage.api, lent, connection(), got.id)
    assert stage.site.run(f"echo get_post_status({got.id}) ?: 'gone';") == "gone"


async def test_comments_are_counted(stage: Stage) -> None:
    got = await stage.publish(content("Runājam"))
    say = f"wp_insert_comment(['comment_post_ID' => {got.id}, 'comment_content' => 'Labi!', 'comment_approved' => 1]);"
    stage.site.run(say * 3)
    assert network.metrics
    assert await network.metrics(stage.api, await stage.lent(), connection(), got.id) == {"replies": 3}


async def test_an_account_is_called_as_the_site_is(stage: Stage) -> None:
    stage.site.run("update_option('blogname', 'Maize & \"sāls\"');")
    assert network.account
    told = await network.account(stage.api, await stage.lent(), connection())
    stage.site.run("update_option('blogname', 'Rudzu maize');")
    assert told.title == 'Maize & "sāls"'
    with pytest.raises(PermissionMissing, match="site-role"):
        await network.account(stage.api, await stage.lent("writer"), connection())

"""No permission is asked for that nothing of ours needs, and a person is told in words what each is for."""

from collections.abc import Callable, Mapping

import pytest

from core import lasting
from core.networks import NETWORKS
from core.ports import Network
from core.texts import LANGUAGES, Texts

ASKED = {
    "mastodon": {"read:accounts", "write:statuses", "write:media", "read:statuses"},
    "bluesky": {
        "atproto",
        "repo:app.bsky.feed.post?action=create&action=delete",
        "blob:image/*",
        "blob:video/*",
        "rpc:app.bsky.feed.getPosts?aud=did:web:api.bsky.app%23bsky_appview",
    },
    "discord": {"webhook.incoming"},
    "wordpress": {"publish_posts", "read"},
}
"""All of them; a new one is to be thought about, and told to people."""
NEEDED_BY: Mapping[str, Callable[[Network], object]] = {
    "publish": lambda network: network.publish,
    "read_account": lambda network: network.account,
    "read_engagement": lambda network: network.metrics,
}
"""What of a network's declaration needs a feature's permissions."""
LOGINS = {name: login for name, network in NETWORKS.items() if (login := lasting.login_of(network)) is not None}


def test_what_is_asked_for_is_what_was_thought_about() -> None:
    assert {name: {one.name for one in login.scopes} for name, login in LOGINS.items()} == ASKED


@pytest.mark.parametrize("name", LOGINS)
def test_each_permission_is_for_a_feature_that_there_is(name: str) -> None:
    unused = [one for one in LOGINS[name].scopes if not NEEDED_BY[one.feature](NETWORKS[name])]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("feature", NEEDED_BY)
def test_each_feature_is_told_in_words_granted_or_not(feature: str, language: str) -> None:
    texts = Texts(language)
    assert texts.say(f"web-connect-may-{feature}") != texts.say(f"web-connect-lacks-{feature}")

"""Whose right it is to post in a channel, as the network's declaration asks a strict Bot API for it."""

from dataclasses import replace
from typing import Any

import pytest

from core.errors import PermissionMissing
from core.networks.telegram import network
from core.ports import Purpose
from tests.networks.conftest import Stage

# -- who may -----------------------------------------------------------------------------------------------------------


async def looked_at(stage: Stage, **facts: Any) -> Any:
    return await stage.within(network.allowed, replace(stage.connection, **facts), purpose=Purpose.CONNECT)


async def test_who_may_post_there_gets_the_channel_as_it_is_called_now(stage: Stage) -> None:
    seen = await looked_at(stage)
    assert (seen.title, seen.url, seen.holder) == ("Rudzu maize", "https://t.me/rudzumaize", stage.connection.holder)
    assert len(stage.telegram.calls) == 2


async def test_an_administrator_who_may_post_is_enough(stage: Stage) -> None:
    boris = stage.telegram.person("Boris")
    await stage.channel.appoints(boris)
    assert (await looked_at(stage, holder=str(boris.user.id))).title == "Rudzu maize"


async def test_whose_right_is_missing_is_told(stage: Stage) -> None:
    boris, reader, stranger = (stage.telegram.person(name) for name in ("Boris", "Reader", "Stranger"))
    await stage.channel.appoints(boris, ("can_edit_messages",))
    await stage.channel.adds(reader)
    told = {}
    for person in (boris, reader, stranger):
        with pytest.raises(PermissionMissing) as caught:
            await looked_at(stage, holder=str(person.user.id))
        told[person.user.first_name] = caught.value.detail
    assert told == {"Boris": "holder-cannot-post", "Reader": "holder-not-admin", "Stranger": "holder-not-admin"}


@pytest.mark.parametrize(
    ("status", "rights", "detail"),
    [
        ("kicked", (), "bot-absent"),
        ("member", (), "bot-not-admin"),
        ("administrator", ("can_edit_messages",), "bot-cannot-post"),
    ],
)
async def test_a_bot_without_its_rights_is_told_before_anything_is_sent(
    stage: Stage, status: str, rights: tuple[str, ...], detail: str
) -> None:
    await stage.channel.bot_becomes(status, rights)
    with pytest.raises(PermissionMissing) as caught:
        await looked_at(stage)
    assert caught.value.detail == detail


async def test_a_channel_that_there_is_not_and_a_group_are_not_connected(stage: Stage) -> None:
    group = stage.telegram.group("Komanda", [stage.anna])
    for account, detail in ((str(group.id), "not-a-channel"), ("-1009", "bot-absent")):
        with pytest.raises(PermissionMissing) as caught:
            await looked_at(stage, account=account)
        assert caught.value.detail == detail

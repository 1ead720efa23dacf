"""Key-encryption keys in files and in a setting: for their owner alone, whole or not used, and never shown."""

import asyncio
import base64
import secrets
from pathlib import Path

import pytest

from core.errors import Misconfigured, Unavailable
from storage.vault import FileRoots
from storage.vault.environment import EnvironmentRoots

# -- files -------------------------------------------------------------------------------------------------------------


async def test_of_many_that_begin_at_once_one_makes_the_key(tmp_path: Path) -> None:
    async with asyncio.TaskGroup() as group:
        found = [group.create_task(FileRoots(tmp_path).first()) for _ in range(64)]
    assert len({one.result() for one in found}) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 1


async def test_a_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    await FileRoots(tmp_path).first()
    [file] = (tmp_path / "keys").iterdir()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


async def test_a_file_that_a_backup_opened_to_others_is_closed_again(tmp_path: Path) -> None:
    kek = await FileRoots(tmp_path).first()
    [file] = (tmp_path / "keys").iterdir()
    file.chmod(0o644)
    file.parent.chmod(0o777)
    await FileRoots(tmp_path).fingerprint(kek)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


async def test_a_file_that_was_changed_cut_or_lost_is_told_apart(tmp_path: Path) -> None:
    kek = await FileRoots(tmp_path).first()
    [file] = (tmp_path / "keys").iterdir()
    for value in (b"x" * 32, file.read_bytes()[:31], b""):
        file.write_bytes(value)
        with pytest.raises(Unavailable, match="was changed"):
            await FileRoots(tmp_path).fingerprint(kek)
    file.unlink()
    with pytest.raises(Unavailable, match="missing"):
        await FileRoots(tmp_path).fingerprint(kek)
    with pytest.raises(Unavailable, match="no key"):
        await FileRoots(tmp_path).current()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("in the way")
    with pytest.raises(Misconfigured, match="DATA_DIR"):
        await FileRoots(tmp_path).first()


# -- a setting ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "",
        " , ",
        "canary",
        "one:",
        "one:canary",
        f"one:{base64.b64encode(b'canary').decode()}",
        f":{base64.b64encode(bytes(32)).decode()}",
        f"o ne:{base64.b64encode(bytes(32)).decode()}",
        f"one:{base64.b64encode(bytes(32)).decode()},one:{base64.b64encode(bytes(32)).decode()}",
        f"one:{base64.b64encode(bytes(33)).decode()}",
    ],
)
def test_a_setting_that_holds_no_key_is_named_and_not_shown(value: str) -> None:
    with pytest.raises(Misconfigured, match="AIMARKETING_KEK") as caught:
        EnvironmentRoots(value)
    assert "canary" not in str(caught.value)


async def test_a_setting_may_have_spaces_lines_and_either_alphabet() -> None:
    one, two = secrets.token_bytes(32), b"\xfb\xff" * 16
    text = f" old:{base64.b64encode(one).decode()} ,\n 2026.11:{base64.urlsafe_b64encode(two).decode()}\n"
    roots = EnvironmentRoots(text)
    assert await roots.known() == ["env:old", "env:2026.11"]
    assert await roots.current() == "env:2026.11"

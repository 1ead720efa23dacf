"""MEDIA_URL: where pictures and videos are kept, and whether other machines see them there."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import Misconfigured
from storage.media import files_at, is_shared


async def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "bildes un video %"
    files = files_at(f"file://{str(folder).replace('%', '%25').replace(' ', '%20')}?shared=1")
    await files.put("a" * 32, b"picture")
    assert (folder / ("a" * 32)).read_bytes() == b"picture"
    assert await files_at(f"file://{str(folder).replace('%', '%25')}").get("a" * 32) == b"picture"


@pytest.mark.parametrize("url", ["s3://bucket", "s3://bucket/folder"])
def test_a_bucket_is_taken_as_it_is(url: str) -> None:
    files_at(url)
    assert is_shared(url)


def test_a_container_needs_an_account_in_the_environment() -> None:
    program = "from storage.media import files_at; files_at('az://container/folder')"
    account = {"AZURE_STORAGE_ACCOUNT_NAME": "shop", "AZURE_STORAGE_ACCOUNT_KEY": "c2VjcmV0"}
    subprocess.run([sys.executable, "-c", program], env=account, check=True)
    with pytest.raises(Misconfigured, match=r"MEDIA_URL: cannot be used: .*Account must be specified"):
        files_at("az://container/folder")
    assert is_shared("az://container/folder")


@pytest.mark.parametrize("url", ["az://", "s3://"])
def test_a_place_that_is_none_is_named(url: str) -> None:
    with pytest.raises(Misconfigured, match="MEDIA_URL"):
        files_at(url)


def test_a_folder_is_one_machines_unless_it_is_said_otherwise() -> None:
    shared = [is_shared(f"file:///srv/media{query}") for query in ("", "?shared=0", "?shared=1")]
    assert shared == [False, False, True]

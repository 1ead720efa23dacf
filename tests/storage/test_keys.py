"""Key-encryption keys: every backend holds to one contract, and each of its failures is named without showing a key."""

import base64
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.errors import TokenRejected, Unavailable
from core.model import Secret
from storage.vault import FileRoots, Roots
from storage.vault.azure import AzureRoots, Place, roots_at
from storage.vault.environment import EnvironmentRoots
from storage.vault.roots import Several
from tests.fakes.keyvault import Authority, KeyVault, Stub

PLACE = b"where it belongs"
DATA_KEY = Secret(secrets.token_bytes(32))


def entry(name: str) -> str:
    return f"{name}:{base64.b64encode(secrets.token_bytes(32)).decode()}"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made(tmp_path_factory.mktemp("authority"))


OPENED: list[AzureRoots] = []
"""By the test that runs: closed behind it."""


@pytest.fixture
async def vault(authority: Authority) -> AsyncIterator[KeyVault]:
    async with KeyVault(authority) as played:
        yield played
        while OPENED:
            await OPENED.pop().close()
        assert played.violations == []


def opened(roots: AzureRoots) -> AzureRoots:
    OPENED.append(roots)
    return roots


def at(vault: KeyVault, path: str = "", token: str = Stub.token) -> AzureRoots:
    return opened(roots_at(Place.read(f"{vault.url}{path}", credential=Stub(token), options=vault.options)))


@dataclass
class Backend:
    """One to be tried: `again` opens it anew, as another process would; `newer` puts a newer key there."""

    roots: Roots
    again: Callable[[], Roots]
    newer: Callable[[], None]


@pytest.fixture(params=["file", "env", "azure-secret", "azure-key"])
async def backend(request: pytest.FixtureRequest, tmp_path: Path, vault: KeyVault) -> AsyncIterator[Backend]:
    made = BACKENDS[request.param](tmp_path, vault)
    assert made.roots.backend == request.param
    yield made
    await made.roots.close()


def _file(folder: Path, _: KeyVault) -> Backend:
    return Backend(FileRoots(folder), lambda: FileRoots(folder), lambda: None)


def _env(_: Path, __: KeyVault) -> Backend:
    value = [entry("one")]
    return Backend(
        EnvironmentRoots(value[0]), lambda: EnvironmentRoots(",".join(value)), lambda: value.append(entry("two"))
    )


def _secret(_: Path, vault: KeyVault) -> Backend:
    vault.set_secret("aimarketing-kek", secrets.token_bytes(32))
    return Backend(
        at(vault), lambda: at(vault), lambda: bool(vault.set_secret("aimarketing-kek", secrets.token_bytes(32))) or None
    )


def _key(_: Path, vault: KeyVault) -> Backend:
    vault.make_key("root")
    return Backend(
        at(vault, "/keys/root"), lambda: at(vault, "/keys/root"), lambda: bool(vault.make_key("root")) or None
    )


BACKENDS: dict[str, Callable[[Path, KeyVault], Backend]] = {
    "file": _file,
    "env": _env,
    "azure-secret": _secret,
    "azure-key": _key,
}


# -- the contract ------------------------------------------------------------------------------------------------------


async def test_what_one_process_wraps_another_unwraps(backend: Backend) -> None:
    kek = await backend.roots.first()
    wrapped = await backend.roots.wrap(kek, DATA_KEY, PLACE)
    other = backend.again()
    assert DATA_KEY.same(await other.unwrap(kek, wrapped, PLACE))
    assert await other.fingerprint(kek) == await backend.roots.fingerprint(kek)
    await other.close()


async def test_a_key_says_whose_it_is_and_is_the_current_one(backend: Backend) -> None:
    kek = await backend.roots.first()
    assert kek.startswith(f"{backend.roots.backend}:")
    assert (await backend.roots.current(), await backend.roots.known()) == (kek, [kek])
    assert await backend.roots.first() == kek


async def test_nothing_is_wrapped_alike_twice_and_nothing_of_it_shows(backend: Backend) -> None:
    kek = await backend.roots.first()
    wraps = {await backend.roots.wrap(kek, DATA_KEY, PLACE) for _ in range(20)}
    assert len(wraps) == 20
    assert not any(DATA_KEY.reveal() in wrapped for wrapped in wraps)


async def test_what_is_moved_changed_or_cut_does_not_open(backend: Backend) -> None:
    kek = await backend.roots.first()
    wrapped = await backend.roots.wrap(kek, DATA_KEY, PLACE)
    flipped = bytes((wrapped[0], wrapped[1], *wrapped[2:-1], wrapped[-1] ^ 1))
    for damaged, place in ((wrapped, b"elsewhere"), (flipped, PLACE), (wrapped[:-1], PLACE), (b"", PLACE)):
        with pytest.raises((TokenRejected, Unavailable)):
            await backend.roots.unwrap(kek, damaged, place)


async def test_a_newer_key_is_current_and_the_older_one_still_opens(backend: Backend) -> None:
    old = await backend.roots.first()
    wrapped = await backend.roots.wrap(old, DATA_KEY, PLACE)
    backend.newer()
    later = backend.again()
    new = await later.renewed()
    assert new != old
    assert (await later.current(), await later.known()) == (new, [old, new])
    assert DATA_KEY.same(await later.unwrap(old, wrapped, PLACE))
    with pytest.raises(TokenRejected):
        await later.unwrap(new, wrapped, PLACE)
    await later.close()


async def test_a_key_that_is_not_there_is_named(backend: Backend) -> None:
    await backend.roots.first()
    missing = f"{backend.roots.backend}:{'0' * 32}"
    with pytest.raises(Unavailable, match="0000"):
        await backend.roots.unwrap(missing, b"\1\1" + bytes(60), PLACE)
    with pytest.raises(Unavailable):
        await backend.roots.unwrap("elsewhere:1", b"", PLACE)


async def test_several_backends_are_one_the_first_of_them_current(backend: Backend, tmp_path: Path) -> None:
    older = FileRoots(tmp_path / "older")
    before = await older.first()
    wrapped = await older.wrap(before, DATA_KEY, PLACE)
    both = Several(backend.roots, older) if backend.roots.backend != "file" else Several(older)
    assert DATA_KEY.same(await both.unwrap(before, wrapped, PLACE))
    assert (await both.first()).partition(":")[0] == both.backend
    with pytest.raises(Unavailable, match="has to say where it is"):
        await both.unwrap("gone:1", wrapped, PLACE)


# -- a key vault that does not give it ---------------------------------------------------------------------------------

REFUSALS = {
    "busy": ((429, "Throttled", "Too many requests"), "asks us to wait"),
    "forbidden": ((403, "Forbidden", "Caller is not authorized canary-in-an-error"), "lack the role"),
    "broken": ((500, "InternalError", "oops"), "failed"),
    "tenant": ((401, "Unauthorized", "AKV10032: Invalid issuer. Expected one of ..."), "another tenant"),
}


@pytest.mark.parametrize("path", ["/secrets/root", "/keys/root"])
@pytest.mark.parametrize("refusal", REFUSALS)
async def test_what_azure_refuses_is_said_in_plain_words_and_without_its_own(
    vault: KeyVault, path: str, refusal: str, caplog: pytest.LogCaptureFixture
) -> None:
    vault.set_secret("root", secrets.token_bytes(32))
    vault.make_key("root")
    vault.refuse, words = REFUSALS[refusal]
    roots = at(vault, path)
    with pytest.raises(Unavailable, match=words) as caught:
        await roots.current()
    assert "canary" not in caught.value.detail + caplog.text


@pytest.mark.parametrize("path", ["/secrets/root", "/keys/root"])
async def test_what_was_deleted_or_switched_off_is_named(vault: KeyVault, path: str) -> None:
    vault.set_secret("root", secrets.token_bytes(32))
    vault.make_key("root")
    roots = at(vault, path)
    kek = await roots.current()
    wrapped = await roots.wrap(kek, DATA_KEY, PLACE)
    version = kek.partition(":")[2]
    vault.switch_off(version)
    with pytest.raises(Unavailable, match="no version"):
        await at(vault, path).current()
    with pytest.raises(Unavailable, match=f"root .{version}"):
        await at(vault, path).unwrap(kek, wrapped, PLACE)
    vault.delete("root")
    with pytest.raises(Unavailable, match="deleted"):
        await at(vault, path).unwrap(kek, wrapped, PLACE)


async def test_somebody_else_is_not_let_in_and_a_machine_without_a_network_is_told_so(vault: KeyVault) -> None:
    vault.set_secret("aimarketing-kek", secrets.token_bytes(32))
    with pytest.raises(Unavailable, match="does not accept our identity"):
        await at(vault, token="another").current()
    nowhere = Place.read("https://127.0.0.1:9", credential=Stub(), options={"connection_verify": False})
    with pytest.raises(Unavailable, match="cannot be reached"):
        await opened(roots_at(nowhere)).current()


@pytest.mark.parametrize("value", ["", "not base64 but canary", base64.b64encode(b"canary").decode()])
async def test_a_secret_that_is_no_key_is_not_used(vault: KeyVault, value: str) -> None:
    vault.set_secret("aimarketing-kek", value)
    roots = at(vault)
    with pytest.raises(Unavailable, match="32 bytes") as caught:
        await roots.fingerprint(await roots.current())
    assert "canary" not in caught.value.detail


async def test_a_key_never_leaves_the_key_vault_and_a_secret_is_read_once(vault: KeyVault) -> None:
    vault.set_secret("aimarketing-kek", secrets.token_bytes(32))
    roots = at(vault)
    kek = await roots.first()
    for _ in range(5):
        await roots.unwrap(kek, await roots.wrap(kek, DATA_KEY, PLACE), PLACE)
    reads = [
        asked for asked in vault.asked if asked.startswith("GET /secrets/aimarketing-kek/") and "versions" not in asked
    ]
    assert len(set(reads)) == 1
    assert len(reads) <= 2  # the first of them was challenged, perhaps

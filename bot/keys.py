"""Where the keys to the tokens are, by the settings; and that machines which share a database share them, too."""

from bot.settings import Settings
from core.errors import Misconfigured
from storage.media import is_shared
from storage.vault import FileRoots, Roots
from storage.vault.environment import EnvironmentRoots
from storage.vault.roots import Several


def roots_for(settings: Settings) -> Roots:
    """New data keys are wrapped in Azure Key Vault where one is set, else with the setting's key, else with a file's.

    All that are there can be unwrapped with: so an installation moves from one to another. Raises `Misconfigured`.
    """
    found: list[Roots] = []
    if settings.azure_key_vault_url:
        from storage.vault.azure import Place, roots_at  # noqa: PLC0415 - a second of imports, only where it is set

        found.append(roots_at(Place.read(settings.azure_key_vault_url)))
    if value := settings.aimarketing_kek.get_secret_value():
        found.append(EnvironmentRoots(value))
    return Several(*found, FileRoots(settings.data_dir))


def must_be_shared(settings: Settings, *, alone: bool) -> None:
    """With a database that several machines may share, keys and files have to be where all see them.

    `alone`: SQLite, which only one machine can use. Raises `Misconfigured`.
    """
    if alone:
        return
    if not settings.azure_key_vault_url and not settings.aimarketing_kek.get_secret_value():
        why = "must be set with PostgreSQL (or AIMARKETING_KEK): a key file on one machine is of no use to the others"
        raise Misconfigured("AZURE_KEY_VAULT_URL", why)
    if not is_shared(settings.media):
        why = "must be s3:// or az:// with PostgreSQL, or file:///folder?shared=1 where all machines see that folder"
        raise Misconfigured("MEDIA_URL", why)

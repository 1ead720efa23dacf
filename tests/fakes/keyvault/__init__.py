"""A played Azure Key Vault: HTTPS with a certificate of its own, strict about what is asked, and with its refusals."""

from tests.fakes.keyvault.authority import Authority
from tests.fakes.keyvault.server import KeyVault, Stub

__all__ = ["Authority", "KeyVault", "Stub"]

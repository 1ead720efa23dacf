"""Watches over the whole suite, at DEBUG: no secret of the played services is in any log, trace or output of a test.

What a test logs, prints and lets its processes print is captured with it; where a secret is in that, the test fails.
"""

import logging
from collections.abc import Generator, Iterable
from functools import cache
from typing import Any

import pytest

from bot.logs import QUIET


@cache
def secrets() -> dict[str, str]:
    """By name. A token's number stands before its colon, and is no secret."""
    from bot.telegram.live import Access
    from tests.fakes.keyvault import Stub
    from tests.fakes.networks.trying import TOKEN as OF_AN_ACCOUNT
    from tests.fakes.openai import Endpoint
    from tests.fakes.telegram import TOKEN

    return {
        "the bot's token": TOKEN.partition(":")[2],
        "the webhook's secret": Access(token=TOKEN, api_url="").shown,
        "the model's key": Endpoint.key,
        "an account's token": OF_AN_ACCOUNT,
        "the key vault's bearer": Stub.token,
        "what is sown in the vault": "canary-access",
    }


def leaked(texts: Iterable[str]) -> list[str]:
    """The names of the secrets that are in these."""
    whole = "\n".join(texts)
    return [name for name, secret in secrets().items() if secret in whole]


def pytest_configure(config: pytest.Config) -> None:
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    report = yield
    if found := leaked(text for _, text in report.sections):
        report.outcome = "failed"
        report.longrepr = f"canary: {', '.join(found)} came out with {item.nodeid}"
    return report

"""What is wrong with a setting, in words for whoever set it."""

import subprocess
import sys

import pytest

LOAD = """
from bot.settings import load
from core.errors import Misconfigured
try:
    load()
except Misconfigured as error:
    print(f"{error.name} {error.reason}")
"""
NUMBER = "must be a whole number from 0 to 65535"
ORIGIN = "must be an https origin such as https://marketing.example.com"
VAULT = "must be a key vault's https address, with /secrets/NAME or /keys/NAME behind it or nothing"
MEDIA = "must begin with file:///, s3:// or az://, and name a folder, a bucket or a container"
PLACES = "must be a list of host:port, such as 10.0.0.5:8443, intranet.example.com:443"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORT", "abc", NUMBER),
        ("PORT", "80.5", NUMBER),
        ("PORT", "-1", NUMBER),
        ("PORT", "65536", NUMBER),
        ("OPENAI_PRICE_IN", "cheap", "must be a number, 0 or more"),
        ("OPENAI_PRICE_OUT", "-1", "must be a number, 0 or more"),
        ("LOG_LEVEL", "loud", "must be one of debug, info, warning, error"),
        ("LOG_FORMAT", "xml", "must be one of console, json"),
        ("PUBLIC_URL", "https://[::1", ORIGIN),
        ("PUBLIC_URL", "https://:443", ORIGIN),
        ("OPENAI_BASE_URL", "nowhere", "must be an http or https address"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:99999", "must be an http or https address"),
        ("TELEGRAM_API_URL", "http://two words", "must be an http or https address"),
        *(
            ("EGRESS_ALLOW", value, PLACES)
            for value in ("intranet", "intranet:", ":80", "a:0", "a:65536", "http://a:80", "10.0.0.0/8:80", "*:80")
        ),
        *(
            ("EGRESS_ALLOW", value, PLACES)
            for value in ("[::1:80", "::1:80", "[1]:80", "a:80;b:80", "a:80/x", "a@b:80")
        ),
        *(
            ("AZURE_KEY_VAULT_URL", value, VAULT)
            for value in ("shop", "http://shop.vault.azure.net", "https://shop/secrets", "https://shop/keys/a/b")
        ),
        *(("MEDIA_URL", value, MEDIA) for value in ("media", "ftp://a/b", "file://media", "s3://", "s3:bucket")),
        ("DATA_DIR", "~nobody-of-this-name/x", "begins with ~, but whose home folder that is cannot be told"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(name: str, value: str, reason: str) -> None:
    done = subprocess.run([sys.executable, "-c", LOAD], env={name: value}, capture_output=True, text=True, check=True)
    assert done.stdout == f"{name} {reason}\n"

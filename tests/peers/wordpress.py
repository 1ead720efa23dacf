"""A real WordPress of Debian's packages on loopback: its own database, its own files, and people who have accounts.

Needs `wordpress`, `php-cli`, `php-mysql`, `php-gd` and `mariadb-server`; nothing of them that runs already is touched.
"""

import os
import secrets
import shutil
import socket
import struct
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

SOURCES = Path("/usr/share/wordpress")
PLACES = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""Where Debian puts programs."""
NEEDED = ("php", "mariadbd", "mariadb-install-db")
PASSWORD = "the-persons-own-password"
CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4');
define('WP_ENVIRONMENT_TYPE', 'local'); // application passwords without TLS
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HOME', '{url}');
define('WP_SITEURL', '{url}');
{keys}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
INSTALL = """<?php
define('WP_INSTALLING', true);
require '{site}/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Rudzu maize', 'anna', 'anna@example.org', true, '', '{password}');
wp_create_user('writer', '{password}', 'writer@example.org');
(new WP_User(get_user_by('login', 'writer')->ID))->set_role('contributor');
switch_theme('twentytwentythree');
update_option('permalink_structure', '{permalinks}');
"""
KEYS = ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE")


def missing() -> str:
    """What is not installed here; "" nothing."""
    absent = [name for name in NEEDED if shutil.which(name, path=PLACES) is None]
    return ", ".join(absent + ([] if SOURCES.is_dir() else [str(SOURCES)]))


@dataclass(frozen=True)
class Site:
    """A running WordPress."""

    url: str
    root: Path
    login: str = "anna"
    password: str = PASSWORD

    def run(self, code: str) -> str:
        """What a few lines of PHP say within it."""
        script = f"require '{self.root}/wp-load.php';{code}"
        return subprocess.run(["php", "-r", script], capture_output=True, text=True, check=True, timeout=60).stdout

    @contextmanager
    def plugin(self, code: str) -> Iterator[None]:
        """What the site does otherwise, within the block."""
        path = self.root / "wp-content/mu-plugins" / f"{secrets.token_hex(4)}.php"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<?php {code}")
        try:
            yield
        finally:
            path.unlink()


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


@contextmanager
def database(directory: Path) -> Iterator[Path]:
    """A MariaDB that listens on a socket in its directory only."""
    data, place = directory / "db", directory / "db.sock"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    user = ["--user=root"] if os.geteuid() == 0 else []
    make = ["mariadb-install-db", f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run([*make, *user], check=True, timeout=120, **quiet)
    options = [f"--datadir={data}", f"--socket={place}", f"--pid-file={directory}/db.pid", "--skip-networking"]
    small = ["--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0", "--performance-schema=OFF"]
    server = subprocess.Popen([which("mariadbd"), "--no-defaults", *options, *small, *user], **quiet)
    try:
        client = ["mariadb", "--no-defaults", f"--socket={place}", "-uroot", "-e", "CREATE DATABASE wordpress"]
        until(lambda: subprocess.run(client, check=False, **quiet).returncode == 0)
        yield place
    finally:
        server.terminate()
        server.wait(30)


def which(name: str) -> str:
    found = shutil.which(name, path=PLACES)
    assert found is not None, name
    return found


def until(ready: object) -> None:
    assert callable(ready)
    for _ in range(300):
        with suppress(OSError, httpx.HTTPError):
            if ready():
                return
        time.sleep(0.1)
    raise AssertionError("it does not come up")


@contextmanager
def wordpress(directory: Path, *, permalinks: str = "/%postname%/") -> Iterator[Site]:
    """A new site; `permalinks` "": with the REST API behind `?rest_route=` alone."""
    root, port = directory / "site", free_port()
    url = f"http://127.0.0.1:{port}"
    with database(directory) as place:
        shutil.copytree(SOURCES, root, ignore=shutil.ignore_patterns("wp-config.php"))
        keys = [f"define('{one}_{kind}', '{secrets.token_hex(32)}');" for one in KEYS for kind in ("KEY", "SALT")]
        (root / "wp-config.php").write_text(CONFIG.format(socket=place, url=url, keys="\n".join(keys)))
        (root / "router.php").write_text(ROUTER)
        script = INSTALL.format(site=root, password=PASSWORD, permalinks=permalinks)
        (directory / "install.php").write_text(script)
        subprocess.run(["php", str(directory / "install.php")], check=True, timeout=120, stdout=subprocess.DEVNULL)
        limits = ["-d", "upload_max_filesize=1M", "-d", "post_max_size=2M", "-d", "memory_limit=256M"]
        command = ["php", *limits, "-S", f"127.0.0.1:{port}", "-t", str(root), str(root / "router.php")]
        log = (directory / "php.log").open("wb")
        several = {"PATH": PLACES, "PHP_CLI_SERVER_WORKERS": "2"}
        server = subprocess.Popen(command, stdout=log, stderr=log, env=several, start_new_session=True)
        try:
            until(lambda: httpx.get(f"{url}/?rest_route=/").status_code == 200)
            yield Site(url, root)
        finally:
            os.killpg(server.pid, 15)
            server.wait(30)
            log.close()


ROUTER = """<?php
$path = __DIR__ . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($path)) return false;
if (is_dir($path) && is_file(rtrim($path, '/') . '/index.php')) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
require __DIR__ . '/index.php';
"""


def png(width: int, height: int) -> bytes:
    """A picture that a site can make smaller ones of."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x80\x20\x10" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")

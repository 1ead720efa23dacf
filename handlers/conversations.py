"""Importing this routes every conversation; a new file under `handlers/` is named here."""

from importlib import import_module

NAMES = (
    "approval",
    "asking",
    "brand",
    "calendar",
    "compose",
    "connect",
    "connection",
    "describing",
    "doubt",
    "editing",
    "figures",
    "foretold",
    "help",
    "logins",
    "options",
    "orders",
    "media",
    "month",
    "odd",
    "picking",
    "post",
    "privacy",
    "results",
    "review",
    "schedule",
    "settings",
    "start",
    "suggesting",
    "team",
    "there",
    "uses",
    "where",
    "workspaces",
)

ALL = tuple(import_module(f"handlers.{name}") for name in NAMES)

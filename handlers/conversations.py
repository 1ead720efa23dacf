"""Importing this routes every conversation; a new file under `handlers/` is named here."""

from handlers import (
    approval,
    asking,
    brand,
    calendar,
    compose,
    editing,
    help,
    post,
    privacy,
    results,
    review,
    schedule,
    settings,
    start,
    team,
    workspaces,
)

ALL = (
    approval,
    asking,
    brand,
    calendar,
    compose,
    editing,
    help,
    post,
    privacy,
    results,
    review,
    schedule,
    settings,
    start,
    team,
    workspaces,
)

"""Importing this routes every conversation; a new file under `handlers/` is named here."""

from handlers import (
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
)

ALL = (
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
)

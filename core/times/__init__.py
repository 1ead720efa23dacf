"""Understanding times is the product's own trade: what a person wrote becomes a moment, a question or a refusal."""

from core.times.answers import Answer, Doubt, Refusal, Understood, Unreadable
from core.times.moments import Moment, distance, moment, moment_at, moments, next_free
from core.times.understanding import understand
from core.times.zones import likely_zones, zone_name, zones

__all__ = [
    "Answer",
    "Doubt",
    "Moment",
    "Refusal",
    "Understood",
    "Unreadable",
    "distance",
    "likely_zones",
    "moment",
    "moment_at",
    "moments",
    "next_free",
    "understand",
    "zone_name",
    "zones",
]

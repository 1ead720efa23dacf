"""Publishing: what is due goes out once, what is in doubt is found out, what only a person can know is asked."""

from core.publishing.answering import confirm_absent, confirm_live, look_again, retry
from core.publishing.parts import Parts, parts
from core.publishing.run import PACE, Pace, publish_due

__all__ = ["PACE", "Pace", "Parts", "confirm_absent", "confirm_live", "look_again", "parts", "publish_due", "retry"]

"""Publishing: what is due goes out once, what is in doubt is found out, what only a person can know is asked."""

from core.publishing.answering import confirm_absent, confirm_live, look_again, retry
from core.publishing.run import PACE, Pace, publish_due

__all__ = ["PACE", "Pace", "confirm_absent", "confirm_live", "look_again", "publish_due", "retry"]

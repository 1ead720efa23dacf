"""Settings: everything that can be chosen, what it is now, and one button to each; the rules are in approval.py."""

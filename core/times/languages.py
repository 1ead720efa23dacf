"""Whose words of time we have: what is typed in another language than the interface's is understood too."""

LANGUAGES: tuple[str, ...] = ("en", "lv", "ru")
"""Each has a `times.toml` under `locales/`."""

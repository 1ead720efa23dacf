"""The port `Senses` without a model: it hears nothing and sees nothing, and says so by giving no words."""


class Senseless:
    """What stands in for a model that could hear and see."""

    able = False

    async def hear(self, sound: bytes, mime: str, *, language: str) -> str:  # noqa: ARG002 - the port's
        """See `core.ports.Senses`."""
        return ""

    async def see(self, picture: bytes, mime: str, *, language: str) -> str:  # noqa: ARG002 - the port's
        """See `core.ports.Senses`."""
        return ""

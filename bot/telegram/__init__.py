"""The chat in Telegram: what people do there becomes a `Said`, and a View becomes a message."""

"""Conversations, platform-free: a Turn comes in, Views go out."""

"""Conversations, platform-free: a Turn comes in, Views go out. Importing the package routes all of them."""

"""Every word of ours: one folder a language, Fluent files, the policy's text, and the words of time."""

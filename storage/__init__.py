"""Where things are kept: tables, the store over them, the vault, the journal of the sandbox."""

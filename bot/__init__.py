"""The edge: processes, chat platforms, web pages, wiring."""

"""Writers: those who turn an order into texts. Each is one file (or folder) and implements `core.ports.Writer`."""

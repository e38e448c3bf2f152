"""Connectors: the only code that touches the network. One file per kind of source; `fetch` and `read` are apart."""

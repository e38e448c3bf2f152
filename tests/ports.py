"""Ports for servers that tests start."""

import random
import socket

# Below what Linux hands out to whoever connects: such a port is not taken by chance before or while a server runs.
SERVERS = range(12_000, 32_000)


def free_port() -> int:
    """One at which nobody listens."""
    for port in random.SystemRandom().sample(SERVERS, 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"no port between {SERVERS.start} and {SERVERS.stop} is free")

"""Which addresses a connector may visit: those of its source, and never inside a network of our own."""

import ipaddress
import socket
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(ValueError):
    """An address that may not be visited; the message is Dutch."""


def require_own(url: str, root: str) -> None:
    """Refused when a URL is not of the service that the source names: same scheme, host and port."""
    parts, own = urlsplit(url), urlsplit(root)
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc) or parts.scheme not in ("http", "https"):
        raise Refused(f"{url}: dit is een ander adres dan de bron {own.netloc}. Er is niets opgehaald.")


def resolved(host: str, port: int, *, loopback: bool) -> list[str]:
    """The addresses of a host, version 4 first; Refused when any lies inside a private network. OSError without any.

    loopback: whether a source that names this machine itself may be visited.
    """
    found = list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    if not found:
        raise OSError(f"{host} has no address")
    allowed = loopback and host in LOOPBACK
    if not allowed and any(is_inside(address) for address in found):
        raise Refused(f"{host} wijst naar een adres in een besloten netwerk. Er is niets opgehaald.")
    return sorted(found, key=lambda address: ":" in address)


def is_inside(text: str) -> bool:
    """Whether an address is not on the public internet, also when it is wrapped in an address of version 6."""
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    forms: list[Address] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
        forms += [one for one in wrapped if one is not None]
        if address in _TRANSLATED:
            forms.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return any(not one.is_global or one.is_multicast for one in forms)

"""Tell addresses of one's own machine and network from those of the world."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_AT_HOME = (".local", ".localhost", ".lan", ".home", ".internal", ".home.arpa", ".intranet")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def is_private(address: str) -> bool:
    """Say whether a numeric address is of this machine, its own network or a link: anything that is not of the world.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64, compatible) counts as what it stands for.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(not one.is_global or one.is_multicast for one in (ip, *_inside(ip)))


def sounds_private(host: str) -> bool:
    """Say whether a host is private by its very name, without asking anybody: a number, or a name of networks at home."""
    bare = host.strip("[]").lower().rstrip(".")
    return is_private(bare) or bare.endswith(_AT_HOME) or ("." not in bare and ":" not in bare)


def names_private(url: str) -> bool:
    """Say whether an address is private by the very name of its host; what is no address is not."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return bool(host) and sounds_private(host or "")


def _inside(ip: _Address) -> list[_Address]:
    if not isinstance(ip, ipaddress.IPv6Address):
        return []
    found: list[_Address | None] = [ip.ipv4_mapped, ip.sixtofour]
    found += ip.teredo or ()
    if ip in _NAT64 or ip in _COMPATIBLE:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in found if one is not None]

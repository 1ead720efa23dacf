"""Which IP addresses are the public internet's: what a person names may be connected to there, and nowhere else.

`ipaddress.is_global` is not it: it passes Azure's internal 168.63.129.16 and IPv6 that only wraps a private IPv4.
"""

from collections.abc import Collection
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# https://www.iana.org/assignments/iana-ipv4-special-registry
CLOSED_4: Collection[IPv4Network] = (
    IPv4Network("0.0.0.0/8"),  # this host; Linux connects 0.0.0.0 to itself
    IPv4Network("10.0.0.0/8"),  # private
    IPv4Network("100.64.0.0/10"),  # carrier-grade NAT; 100.100.100.200 is a cloud's metadata
    IPv4Network("127.0.0.0/8"),  # loopback
    IPv4Network("168.63.129.16/32"),  # Azure's own, from within each of its machines
    IPv4Network("169.254.0.0/16"),  # link-local; 169.254.169.254 is the clouds' metadata
    IPv4Network("172.16.0.0/12"),  # private
    IPv4Network("192.0.0.0/24"),  # protocol assignments; 192.0.0.192 is a cloud's metadata
    IPv4Network("192.0.2.0/24"),  # documentation
    IPv4Network("192.88.99.0/24"),  # the old relay to 6to4
    IPv4Network("192.168.0.0/16"),  # private
    IPv4Network("198.18.0.0/15"),  # benchmarks
    IPv4Network("198.51.100.0/24"),  # documentation
    IPv4Network("203.0.113.0/24"),  # documentation
    IPv4Network("224.0.0.0/4"),  # multicast
    IPv4Network("240.0.0.0/4"),  # reserved, and broadcast
)
# https://www.iana.org/assignments/iana-ipv6-special-registry
OPEN_6: Collection[IPv6Network] = (
    IPv6Network("2000::/3"),  # all that is given out; so no fc00::/7, fe80::/10, fec0::/10, ff00::/8, ::ffff:0:0/96
    IPv6Network("64:ff9b::/96"),  # IPv4 behind NAT64, which is how a network without IPv4 reaches it
)
CLOSED_6: Collection[IPv6Network] = (
    IPv6Network("2001::/23"),  # protocol assignments, Teredo among them
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("3fff::/20"),  # documentation
)
NAT64 = IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")
ISATAP = (0x0000_5EFE, 0x0200_5EFE)
LOW_32 = 0xFFFF_FFFF


def is_public(
    address: str,
    closed_4: Collection[IPv4Network] = CLOSED_4,
    closed_6: Collection[IPv6Network] = CLOSED_6,
    open_6: Collection[IPv6Network] = OPEN_6,
) -> bool:
    """Whether it may be connected to; what is no address, or has a zone, may not."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in closed_4)
    if ip.scope_id is not None or not any(ip in network for network in open_6):
        return False
    inner = wrapped(ip)
    if inner is not None and any(inner in network for network in closed_4):
        return False
    return not any(ip in network for network in closed_6)


def wrapped(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a packet to this one would end at: NAT64, 6to4 (RFC 3056), ISATAP (RFC 5214)."""
    value = int(ip)
    if ip in SIX_TO_FOUR:
        return IPv4Address(value >> 80 & LOW_32)
    if ip in NAT64 or value >> 32 & LOW_32 in ISATAP:
        return IPv4Address(value & LOW_32)
    return None


def is_written_plainly(host: str) -> bool:
    """Whether it is an IPv4 address in four decimal numbers, none of them with a zero in front."""
    try:
        IPv4Address(host)
    except AddressValueError:
        return False
    return True

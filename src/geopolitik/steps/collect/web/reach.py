"""Which hosts may be reached: public ones, however their address is wrapped.

`ipaddress.is_global` calls many of these public (NAT64, 6to4, Teredo, mapped ranges), so the table is
our own, after IANA's special-purpose registries (RFC 6890 and its updates).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

PUBLIC_ONLY = "Only the public web is fetched; a command takes a server of your own by --permit HOST:PORT."

Host = IPv4Address | IPv6Address

_V4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a carrier's inner network"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "the local link"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112"),
        ("192.52.193.0/24", "AMT"),
        ("192.88.99.0/24", "6to4 relays"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "AS112"),
        ("198.18.0.0/15", "benchmarks"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "a reserved range"),
    )
)
_V6_PUBLIC = IPv6Network("2000::/3")
_V6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "AS112"),
        ("3fff::/20", "documentation"),
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def why_not(host: Host) -> str:
    """Why a host must not be asked; empty if it may be.

    Args:
        host: an address as it was written, or as a name resolved to it.
    """
    if isinstance(host, IPv4Address):
        return next((f"leads to {what}" for network, what in _V4 if host in network), "")
    if host.scope_id is not None:
        return "leads to the local link"
    host = IPv6Address(int(host))
    if host in _MAPPED or host in _NAT64:
        return why_not(IPv4Address(int(host) & 0xFFFFFFFF))
    if host not in _V6_PUBLIC:
        return "leads to no public network"
    if (int(host) >> 32) & 0xFFFFFFFF in _ISATAP:
        return "leads to ISATAP"
    return next((f"leads to {what}" for network, what in _V6 if host in network), "")

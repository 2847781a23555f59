"""Origins, as browsers write them."""

from urllib.parse import urlsplit


def origin_of(address: str) -> str:
    """Return scheme, host and port of an address; a usual port is left out (RFC 6454, 6.1)."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")

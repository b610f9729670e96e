"""A Dask cluster for sweeps: what leaves this machine is arrays without pseudonyms, and over TLS."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

HERE = ("127.0.0.1", "localhost", "::1")
WAIT = "20s"


class ClusterError(ValueError):
    """A cluster that cannot be used; its words say why."""


def client(address: str, ca: str | None = None, cert: str | None = None, key: str | None = None) -> Any:
    """A client of the cluster at an address.

    Args:
        address: ``tls://host:port``; ``tcp://`` only on this machine.
        ca, cert, key: PEM files: the cluster's authority, and this machine's own certificate with its key.

    Raises:
        ClusterError: the package is missing, the way is not encrypted, or nobody answers.
    """
    parts = urlsplit(address if "://" in address else f"tls://{address}")
    if parts.scheme not in ("tls", "tcp") or not parts.hostname:
        raise ClusterError(f"{address!r} is not the address of a cluster. Write it as tls://host:8786.")
    if parts.scheme == "tcp" and parts.hostname not in HERE:
        raise ClusterError(
            f"{address}: without TLS nothing leaves this machine. Start the cluster with TLS, and use tls://."
        )
    if parts.scheme == "tls" and not (ca and cert and key):
        raise ClusterError("A cluster with TLS needs --tls-ca, --tls-cert and --tls-key.")
    try:
        from distributed import Client, Security
    except ImportError:
        raise ClusterError(
            "The package for clusters is not installed. Install it with: pip install 'ventanilla[cluster]'"
        ) from None
    files = {"tls_ca_file": ca, "tls_client_cert": cert, "tls_client_key": key, "require_encryption": True}
    try:
        return Client(
            parts.geturl(), security=Security(**files) if parts.scheme == "tls" else None, timeout=WAIT
        )
    except (OSError, TimeoutError) as error:
        raise ClusterError(f"No cluster answers at {address} ({error or type(error).__name__}).") from None

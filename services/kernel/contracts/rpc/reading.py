"""Reading from the broker in larger pieces.

The client library asks the socket for each part of each frame by itself, three calls for the
smallest confirmation. What it is given beyond that it keeps for the next part.
"""

from __future__ import annotations

from typing import Any

from amqp.transport import TCPTransport

PIECE = 4096


def read_ahead(connection: Any) -> None:
    """Makes an open connection take what is there in one go; without effect over TLS."""
    transport = connection.transport
    if isinstance(transport, TCPTransport):
        receive = transport.sock.recv
        transport._quick_recv = lambda wanted: receive(max(wanted, PIECE))

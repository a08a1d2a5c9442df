import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.ports import LOOPBACK, Ports, is_free


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    listener = socket.create_server((LOOPBACK, 0))
    yield listener
    listener.close()


def test_a_port_stays_the_same_from_start_to_start(tmp_path: Path) -> None:
    port = Ports(tmp_path / "ports.json").claim("gateway")
    assert Ports(tmp_path / "ports.json").claim("gateway") == port
    assert Ports(tmp_path / "ports.json").of("gateway") == port


def test_a_port_that_somebody_took_meanwhile_is_replaced(
    tmp_path: Path, taken: socket.socket
) -> None:
    number = taken.getsockname()[1]
    assert not is_free(number)
    (tmp_path / "ports.json").write_text(f'{{"gateway": {number}}}')
    assert Ports(tmp_path / "ports.json").claim("gateway") != number


def test_a_preferred_port_is_taken_only_if_free(tmp_path: Path, taken: socket.socket) -> None:
    number = taken.getsockname()[1]
    ports = Ports(tmp_path / "ports.json")
    assert ports.claim("gateway", preferred=number) != number
    taken.close()
    assert ports.claim("mailbox", preferred=number) == number
    assert ports.claim("smtp", preferred=number) != number


def test_an_unknown_port_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        Ports(tmp_path / "ports.json").of("gateway")

"""Searches through RPC and through the gateway, on an index that is there already."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from deploy.local.ports import Ports
from deploy.local.secret_files import secret_file
from services.kernel.contracts.rpc import RpcClient
from services.listings.application.ports import SearchQuery
from tests.bench.search.listings import Writer
from tests.bench.search.measure import by_the_clock, timed
from tests.support.parts import broker_in

ANNOUNCED = 20
LOOPBACK = "127.0.0.1"
_LOOKS_EVERY = 0.005
_PATIENCE = 60.0
_VISITOR = {"actor": {"role": "visitor"}}


def asked_of(query: SearchQuery) -> dict[str, Any]:
    """The search as a payload of `search_listings`, and as parameters of the search page."""
    return {
        "keyword": query.keyword,
        "kinds": list(query.kinds),
        "recruiting_fields": list(query.fields),
        "locations": list(query.locations),
        "organisation_types": list(query.organisation_types),
        "labels": list(query.labels),
        "order": query.order.value,
        "page": query.page,
    }


def run(folder: Path, index: Path, position: int, asked: Sequence[SearchQuery]) -> dict[str, Any]:
    """Milliseconds per search through RPC and per page with facets through the gateway.

    `visible` is from the acknowledgement of a change in the log until a search through RPC finds
    it. `memory_mb` is that of the process that searches. Cards come from memory; no page comes
    from a cache.
    """
    ports = Ports(folder / "ports.json")
    broker = broker_in(folder / "rabbitmq", ports)
    broker.start()
    try:
        with _served(index, broker.uri, position) as process:
            client = RpcClient(broker.uri, "bench")
            client.start()
            try:
                found = _asked(client, asked)
            finally:
                client.close()
            with _gateway(folder, broker.uri, ports) as port:
                found["gateway"] = _pages(port, asked)
            found["memory_mb"] = _memory(process.pid)
            return found
    finally:
        broker.destroy()


def _asked(client: RpcClient, asked: Sequence[SearchQuery]) -> dict[str, Any]:
    def search(payload: dict[str, Any]) -> Any:
        return client.call("listings", "search_listings", payload, _VISITOR)

    for query in asked[:20]:
        search(asked_of(query))
    answers = [timed(partial(search, asked_of(query))) for query in asked]
    visible = []
    for number, document in enumerate(Writer(77).listings(ANNOUNCED)):
        title = f"qvxwz{number:04d} {document['title']}"
        made = {**document, "title": title, "jocv_only": False}
        client.call("listings", "announce_listing", {"document": made}, _VISITOR)
        visible.append(timed(partial(_until_found, search, title.split()[0])))
    return {"rpc": by_the_clock(answers), "visible": by_the_clock(visible)}


def _until_found(search: Any, word: str) -> None:
    began = time.monotonic()
    while not search({"keyword": word})["total"]:
        if time.monotonic() - began > _PATIENCE:
            raise TimeoutError(word)
        threading.Event().wait(_LOOKS_EVERY)


def _pages(port: int, asked: Sequence[SearchQuery]) -> dict[str, float]:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_PATIENCE)

    def page(address: str) -> int:
        connection.request("GET", address)
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{address}: {answer.status}")
        return size

    addresses = [f"/listings?{urlencode(asked_of(query), doseq=True)}" for query in asked]
    addresses = list(dict.fromkeys(addresses))
    for address in addresses[:20]:
        page(address)
    pages = [timed(partial(page, address)) for address in addresses]
    connection.close()
    return {**by_the_clock(pages), "bytes": max(one.answer for one in pages)}


@contextmanager
def _served(index: Path, amqp_uri: str, position: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.bench.search.served"]
    with subprocess.Popen(
        [*command, str(index), amqp_uri, str(position)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            if not any(line.strip() == "serving" for line in process.stdout):
                raise RuntimeError("the search does not serve")
            # what else it says is not to fill the pipe
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield process
        finally:
            process.kill()


@contextmanager
def _gateway(folder: Path, amqp_uri: str, ports: Ports) -> Iterator[int]:
    port = ports.claim("gateway", None)
    settings = {
        "ENVIRONMENT": "local",
        "AMQP_URI": amqp_uri,
        "GATEWAY_LISTEN": f"{LOOPBACK}:{port}",
        "GATEWAY_SECRET_FILE": str(secret_file(folder / "secrets", "gateway-secret")),
        "PUBLIC_URL": f"http://{LOOPBACK}:{port}",
        "SPOOL_DIR": str(folder / "spool"),
        "INSTANCE": "bench-gateway",
        "REQUESTS_PER_MINUTE": "0",
    }
    with (folder / "gateway.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gateway"], env=os.environ | settings, stdout=log, stderr=log
        )
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int) -> None:
    began = time.monotonic()
    while time.monotonic() - began < _PATIENCE:
        connection = http.client.HTTPConnection(LOOPBACK, port, timeout=1)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            threading.Event().wait(0.1)
        else:
            return
        finally:
            connection.close()
    raise TimeoutError("the gateway does not answer")


def _memory(process_id: int) -> int:
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))

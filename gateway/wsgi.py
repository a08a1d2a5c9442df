"""What granian runs: one gateway with its background threads."""

from __future__ import annotations

import os

from flask import Flask

from gateway.app import create_app
from gateway.backend.background import start_background
from gateway.settings import Settings
from gateway.web.observe import configure_logging
from services.kernel.collector import relieve_collector
from services.kernel.contracts.rpc import RpcClient


def build() -> Flask:
    """The application of this process, connected to the broker in the background."""
    settings = Settings.from_env(os.environ)
    configure_logging(settings.log_level)
    client = RpcClient(settings.amqp_uri, settings.instance)
    client.start()
    app = create_app(settings, client)
    start_background(app)
    relieve_collector()
    return app

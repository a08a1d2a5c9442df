"""The gateway as an application: made by one function from settings and the services."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import gateway.api.v1
import gateway.pages
from gateway.api.blueprint import Operations
from gateway.api.spec import make_api, serve_document
from gateway.auth.allow import admit, check_routes
from gateway.backend.arrivals import Arrivals
from gateway.backend.backend import Services
from gateway.backend.invalidation import CacheInvalidation
from gateway.backend.measured import Measured
from gateway.backend.positions import init_positions
from gateway.backend.view_spool import ViewSpool
from gateway.clock import PortalClock
from gateway.language import current_language, keep_language
from gateway.settings import Settings
from gateway.translations import Catalogues
from gateway.web.assets import init_assets
from gateway.web.cache import ContentCache
from gateway.web.errors import init_errors
from gateway.web.fast_path import FastPath
from gateway.web.headers import init_headers
from gateway.web.health import health
from gateway.web.idempotency import init_idempotency
from gateway.web.jpo_campaigns import CampaignsAtPresent
from gateway.web.limits import init_limits
from gateway.web.menus import Menus
from gateway.web.observe import Metrics, init_observation
from gateway.web.page import Pages
from gateway.web.portal_app import PortalApp
from gateway.web.rendering import init_rendering


def create_app(settings: Settings, services: Services) -> Flask:
    """The application.

    `services` is the RPC client or a fake. Pages are found in `gateway.pages`, operations in
    `gateway.api.v1`. Raises `UndeclaredRoute` when a route does not say who may call it.
    """
    app = PortalApp("gateway", static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret,
        SESSION_COOKIE_NAME="form" if settings.is_local else "__Host-form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.is_local,
        WTF_CSRF_TIME_LIMIT=None,
        PROPAGATE_EXCEPTIONS=False,
    )
    metrics = Metrics()
    cache, arrivals = ContentCache(), Arrivals()
    app.extensions |= {
        "settings": settings,
        "metrics": metrics,
        "services": Measured(services, metrics),
        "content_cache": cache,
        "hearers": [CacheInvalidation(cache), arrivals],
        "arrivals": arrivals,
        "clock": PortalClock(settings.clock_file),
        "view_spool": ViewSpool(settings.spool_dir),
        "menus": Menus(),
        "campaigns_at_present": CampaignsAtPresent(cache),
    }
    # In this order: a request gets its number, its errors their form, then it is let in.
    init_observation(app, metrics)
    init_errors(app)
    init_positions(app)
    init_idempotency(app)
    babel = Babel(app, default_locale="ja", locale_selector=current_language)
    babel.domain_instance = Catalogues()
    init_limits(app, settings)
    app.before_request(admit)
    app.after_request(keep_language)
    init_headers(app, https=not settings.is_local)
    init_assets(app)
    csrf = CSRFProtect(app)
    # The components know the functions that are there when they are loaded.
    init_rendering(app)
    app.register_blueprint(health)
    _register(app, csrf)
    app.wsgi_app = FastPath(app)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    check_routes(app)
    app.extensions["menus"].check(app)
    return app


def _register(app: Flask, csrf: CSRFProtect) -> None:
    for found in _declared(gateway.pages, "pages", Pages):
        app.register_blueprint(found)
        app.extensions["menus"].add(found.menu)
    api = make_api(app)
    for found in _declared(gateway.api.v1, "operations", Operations):
        # The API never reads cookies, so a foreign page has nothing to forge.
        csrf.exempt(found)
        api.register_blueprint(found)
    serve_document(app, api)
    app.extensions["api"] = api


def _declared(package: ModuleType, name: str, kind: type[Any]) -> Iterator[Any]:
    for module in sorted(pkgutil.walk_packages(package.__path__, package.__name__ + ".")):
        found = getattr(importlib.import_module(module.name), name, None)
        if isinstance(found, kind):
            yield found

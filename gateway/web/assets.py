"""Style sheet, script, icons: served by the portal itself under names with their content's hash."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request

from gateway.auth.allow import ANYONE, allow

FOLDER = Path(__file__).parents[1] / "static"


@cache
def _assets() -> dict[str, tuple[str, bytes, str]]:
    """Hashed name -> (name, content, type)."""
    found: dict[str, tuple[str, bytes, str]] = {}
    contents = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in sorted(FOLDER.rglob("*"))
        if path.is_file() and path.parent.name != "styles"
    }
    # One style sheet on the wire, in layers on the disk.
    contents["portal.css"] = b"\n".join(
        path.read_bytes() for path in sorted((FOLDER / "styles").glob("*.css"))
    )
    for name, content in contents.items():
        if content:
            digest = hashlib.sha256(content).hexdigest()[:12]
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            stem, dot, ending = name.rpartition(".")
            found[f"{stem}.{digest}{dot}{ending}"] = (name, content, kind)
    return found


@cache
def asset_url(name: str) -> str:
    """The address of an asset; raises `KeyError` for one that does not exist."""
    for hashed, (plain, _, _) in _assets().items():
        if plain == name:
            return f"/static/{hashed}"
    raise KeyError(name)


def init_assets(app: Flask) -> None:
    """Adds the route and the template function `asset`."""

    @app.get("/static/<path:name>")
    @allow(ANYONE, technical=True)
    def static(name: str) -> Response:
        found = _assets().get(name)
        if found is None:
            abort(404)
        _, content, kind = found
        response = Response(content, mimetype=kind)
        response.set_etag(name)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.make_conditional(request)
        return response

    app.jinja_env.globals["asset"] = asset_url

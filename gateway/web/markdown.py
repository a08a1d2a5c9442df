"""Markdown of editors as safe HTML: no markup of its own, web addresses only, own pictures only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

PICTURES = "/content/pictures/"
# Nothing else of the portal: a browser would ask for any address that stands there.
_PICTURE = re.compile(re.escape(PICTURES) + r"[0-9A-Za-z-]+")
_WEB = ("https://", "http://", "mailto:", "/")


class _Renderer(RendererHTML):
    """Leaves out pictures of other sites, and says of links that they lead outside."""

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        text = self.renderInlineAsText(token.children or [], options, env)
        source = str(token.attrs.get("src", ""))
        if not _PICTURE.fullmatch(source):
            return str(escape(text))
        return str(Markup('<img src="{}" alt="{}" loading="lazy">').format(source, text))

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        if str(token.attrs.get("href", "")).startswith(("https://", "http://")):
            token.attrs["rel"] = "noopener nofollow"
        return self.renderToken(tokens, idx, options, env)


def _safe(url: str) -> bool:
    return url.startswith(_WEB) and not url.startswith("//")


_MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")
_MARKDOWN.validateLink = _safe  # type: ignore[method-assign]


# Whoever writes may write what takes a second to render; whoever reads must not wait for it again.
@lru_cache(maxsize=128)
def markdown_html(text: str, level: int = 2) -> Markup:
    """The text as HTML; its highest headings become headings of `level`, and none is left out."""
    tokens = _MARKDOWN.parse(text or "")
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    ranks = {tag: rank for rank, tag in enumerate(sorted({token.tag for token in headings}))}
    above = level - 1
    for token in headings:
        if token.type == "heading_open":
            above = min(level + ranks[token.tag], above + 1, 6)
        token.tag = f"h{above}"
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))

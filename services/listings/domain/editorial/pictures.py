"""Pictures of texts are known by their first bytes."""

from __future__ import annotations


def picture_type(content: bytes) -> str | None:
    """PNG, JPEG or WebP; None for everything else (SVG can carry scripts)."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return None

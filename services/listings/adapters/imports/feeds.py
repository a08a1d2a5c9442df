"""Feeds: RSS 2.0 and 1.0, and Atom.

XML is parsed without entities and without document types: what they are used for in feeds is
attacks. An element becomes a column of its name, with its prefix when it is of an extension.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from services.listings.adapters.imports.plain_text import plain_text
from services.listings.adapters.imports.reading import one_line
from services.listings.adapters.imports.records import NotReadable, Records

_PREFIXES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_FORMS = {"rss": "rss", "RDF": "rss", "feed": "atom"}
_NAMED = ("name", "title", "url")


def read_feed(text: str) -> Records:
    """The entries, numbered from 1. Raises `NotReadable`."""
    root = _root(text)
    local = _local(root)
    form = _FORMS.get(local)
    if form is None:
        raise NotReadable(0, "file", "format-unknown")
    channel = root.find("channel") if local == "rss" else root
    if channel is None:
        raise NotReadable(0, "file", "format-unknown")
    records = Records(form)
    wanted = "entry" if form == "atom" else "item"
    entries = [child for child in channel if _local(child) == wanted]
    for number, entry in enumerate(entries, start=1):
        records.add(number, _values(entry))
    records.about = _about(root, channel)
    return records


def _root(text: str) -> Element:
    # The text is decoded by now, so a declared encoding would be wrong.
    body = text.lstrip()
    if body.startswith("<?xml"):
        body = body[body.find("?>") + 2 :]
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except DefusedXmlException:
        raise NotReadable(0, "file", "xml-forbidden") from None
    except ParseError as error:
        raise NotReadable(error.position[0], "file", "not-xml") from None
    except (ValueError, RecursionError):
        raise NotReadable(0, "file", "not-xml") from None
    return root


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _name(element: Element) -> str:
    namespace, brace, local = str(element.tag).rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], 'x:')}{local}" if brace else local


def _values(entry: Element) -> dict[str, str]:
    found: dict[str, dict[str, None]] = {}
    if about := entry.get(_ABOUT):
        found["rdf:about"] = {one_line(about): None}
    for child in entry:
        name, text = _name(child), _text(child)
        if name == "link" and child.get("rel", "alternate") != "alternate":
            name = f"link.{child.get('rel')}"
        texts = found.setdefault(name, {})
        if text:
            texts[text] = None
    return {name: "、".join(texts) for name, texts in found.items()}


def _text(element: Element) -> str:
    if element.get("type") == "xhtml":
        return plain_text("".join(element.itertext()))
    text = element.text or ""
    if text.strip():
        return plain_text(text)
    # Atom says it in an attribute or an inner element: <link href>, <category term>, <author>.
    for attribute in ("href", "term", "label", "url"):
        if value := element.get(attribute):
            return one_line(value)
    for child in element:
        if _local(child) in _NAMED and (child.text or "").strip():
            return plain_text(child.text or "")
    return ""


def _about(root: Element, channel: Element) -> str:
    head = next((child for child in root if _local(child) == "channel"), channel)
    stated = {_local(child): _text(child) for child in reversed(list(head))}
    return stated.get("link") or stated.get("id") or stated.get("title") or ""

"""Content and press releases put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import ModuleType
from typing import Any

from services.kernel.contracts import listings_content
from services.kernel.eventkit.application.application import ANYONE, Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.reaction import Reaction
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Role
from services.listings.application.commands import (
    add_content_picture,
    draft_content,
    publish_content,
    publish_press_release,
    request_press_release,
    retire_content,
    return_press_release,
    revise_content,
    withdraw_press_release,
)
from services.listings.application.editing import EDITORS
from services.listings.application.ownership import POSTING
from services.listings.application.queries import (
    find_contents,
    find_press_releases,
    get_content,
    get_content_picture,
    get_press_release,
    get_press_release_for_mail,
)
from services.listings.application.reactions.on_content_retired import on_content_retired
from services.listings.domain.editorial import content
from services.listings.domain.press import release
from services.listings.projections.contents import contents as contents_view
from services.listings.projections.press_releases import press_releases

EDITORIAL_PROJECTIONS = (contents_view, press_releases)
_SECRETARIAT = {Role.SECRETARIAT}
_INTERNAL: set[Role] = set()


def offer_editorial(application: Application, parts: Parts, codec: EventCodec) -> Reaction:
    """Registers the commands and queries of content and press releases; returns the reaction."""
    command, query = application.command, application.query
    no_content: content.Content = content.NoContent()
    contents = Repository(parts.store, codec, "content", no_content, content.evolve, parts.pause)
    no_release: release.PressRelease = release.NoPressRelease()
    releases = Repository(
        parts.store, codec, "press_release", no_release, release.evolve, parts.pause
    )
    personal_data, views = parts.personal_data, parts.views
    for module in (draft_content, publish_content, revise_content):
        _offer(command, module, EDITORS, contents=contents, personal_data=personal_data)
    _offer(command, retire_content, EDITORS, contents=contents)
    _offer(command, add_content_picture, EDITORS, files=parts.files)
    _offer(query, get_content_picture, ANYONE, files=parts.files)
    _offer(command, request_press_release, POSTING, releases=releases, views=views)
    _offer(command, publish_press_release, _SECRETARIAT, releases=releases)
    for module in (return_press_release, withdraw_press_release):
        _offer(command, module, _SECRETARIAT, releases=releases, personal_data=personal_data)
    _offer(
        query,
        get_press_release_for_mail,
        _INTERNAL,
        releases=releases,
        personal_data=personal_data,
    )
    for module in (get_content, find_contents, get_press_release, find_press_releases):
        _offer(query, module, ANYONE, views=views, personal_data=personal_data)
    return on_content_retired(personal_data)


def _offer(
    register: Callable[..., None], use_case: ModuleType, allow: Iterable[Role], **needs: Any
) -> None:
    name = use_case.__name__.rpartition(".")[2]
    kind = "".join(word.capitalize() for word in name.split("_"))
    handler = partial(getattr(use_case, name), **needs)
    register(getattr(use_case, kind), getattr(listings_content, kind), handler, allow=allow)

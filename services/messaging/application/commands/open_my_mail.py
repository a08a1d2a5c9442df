"""The individual opens a message of the own mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.messaging.application.callers import person_of
from services.messaging.application.ports import Office
from services.messaging.application.queries.get_my_mail import GetMyMail, get_my_mail
from services.messaging.domain.box_entry.box_entry import BoxEntry, MessageRead, read


@dataclass(frozen=True)
class OpenMyMail:
    message_id: str


def open_my_mail(command: OpenMyMail, context: Context, *, office: Office) -> dict[str, Any]:
    """The details (ME-07); a received message counts as read from now on (ME-26).

    Also while a registration is inactive, which keeps nobody from reading (D-31). Raises NotFound.
    """
    mail = get_my_mail(GetMyMail(command.message_id), context, office=office)
    person_id = person_of(context)

    def open_it(entry: BoxEntry) -> list[MessageRead]:
        received = mail["box"] == "received"
        return read(entry, command.message_id, person_id, context.at) if received else []

    done = office.box_entries.change(command.message_id, context, open_it)
    return receipt(done, **{**mail, "unread": False})

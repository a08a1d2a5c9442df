"""The use cases of scout mails and who may call them."""

from __future__ import annotations

from functools import partial

from services.kernel.contracts import messaging_scouts as schemas
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.reaction import Reaction
from services.kernel.eventkit.domain import Role
from services.messaging.application.commands.open_scout_message import (
    OpenScoutMessage,
    open_scout_message,
)
from services.messaging.application.commands.purge_scout_message import (
    PurgeScoutMessage,
    purge_scout_message,
)
from services.messaging.application.commands.reply_to_scout_message import (
    ReplyToScoutMessage,
    reply_to_scout_message,
)
from services.messaging.application.commands.send_scout_message import (
    SendScoutMessage,
    send_scout_message,
)
from services.messaging.application.ports import Office
from services.messaging.application.queries.find_scout_messages import (
    FindScoutMessages,
    find_scout_messages,
)
from services.messaging.application.queries.get_scout_form import GetScoutForm, get_scout_form
from services.messaging.application.reactions.on_scout_message import (
    on_scout_message_replied,
    on_scout_message_sent,
)


def scouting(application: Application, office: Office) -> tuple[Reaction, ...]:
    """Registers the use cases and answers with the reactions."""
    organisation = {Role.ORGANISATION}
    application.query(
        GetScoutForm,
        schemas.GetScoutForm,
        partial(get_scout_form, office=office),
        allow=organisation,
    )
    application.command(
        SendScoutMessage,
        schemas.SendScoutMessage,
        partial(send_scout_message, office=office),
        allow=organisation,
    )
    application.query(
        FindScoutMessages,
        schemas.FindScoutMessages,
        partial(find_scout_messages, office=office),
        allow=organisation,
    )
    application.command(
        OpenScoutMessage,
        schemas.OpenScoutMessage,
        partial(open_scout_message, office=office),
        allow=organisation,
    )
    application.command(
        ReplyToScoutMessage,
        schemas.ReplyToScoutMessage,
        partial(reply_to_scout_message, office=office),
        allow={Role.INDIVIDUAL},
    )
    application.command(
        PurgeScoutMessage,
        schemas.PurgeScoutMessage,
        partial(purge_scout_message, office=office),
        allow=frozenset(),
    )
    return (on_scout_message_sent(office), on_scout_message_replied(office))

"""The use cases of career consultation and who may call them (ME-41 to ME-46, section 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from services.kernel.contracts import messaging_consultations as schemas
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.reaction import Reaction
from services.kernel.eventkit.domain import Role
from services.messaging.application.commands.answer_consultation import (
    AnswerConsultation,
    answer_consultation,
)
from services.messaging.application.commands.assign_counsellor import (
    AssignCounsellor,
    assign_counsellor,
)
from services.messaging.application.commands.cancel_consultation import (
    CancelConsultation,
    cancel_consultation,
)
from services.messaging.application.commands.close_consultation import (
    CloseConsultation,
    close_consultation,
)
from services.messaging.application.commands.hold_consultation import (
    HoldConsultation,
    hold_consultation,
)
from services.messaging.application.commands.record_consultation_opinion import (
    RecordConsultationOpinion,
    record_consultation_opinion,
)
from services.messaging.application.commands.refer_consultation import (
    ReferConsultation,
    refer_consultation,
)
from services.messaging.application.commands.request_consultation import (
    RequestConsultation,
    request_consultation,
)
from services.messaging.application.commands.schedule_consultation import (
    RescheduleConsultation,
    ScheduleConsultation,
    reschedule_consultation,
    schedule_consultation,
)
from services.messaging.application.ports import Office
from services.messaging.application.queries.find_consultations import (
    FindConsultations,
    find_consultations,
)
from services.messaging.application.queries.find_my_consultations import (
    FindMyConsultations,
    find_my_consultations,
)
from services.messaging.application.queries.get_consultation import (
    GetConsultation,
    get_consultation,
)
from services.messaging.application.queries.get_my_consultation import (
    GetMyConsultation,
    get_my_consultation,
)
from services.messaging.application.reactions.on_consultation import on_consultation

PERSON = frozenset({Role.INDIVIDUAL})
SECRETARIAT = frozenset({Role.SECRETARIAT})
MEETING = SECRETARIAT | {Role.COUNSELLOR}
OF_JICA = frozenset({Role.JICA_DEPARTMENT, Role.HR_DIVISION})
ASKED = OF_JICA | {Role.COUNSELLOR}

UseCase = Callable[..., dict[str, Any]]

_COMMANDS: tuple[tuple[type[Any], UseCase, Iterable[Role]], ...] = (
    (RequestConsultation, request_consultation, PERSON),
    (AssignCounsellor, assign_counsellor, SECRETARIAT),
    (ScheduleConsultation, schedule_consultation, MEETING),
    (RescheduleConsultation, reschedule_consultation, MEETING),
    (HoldConsultation, hold_consultation, MEETING),
    (ReferConsultation, refer_consultation, SECRETARIAT),
    (RecordConsultationOpinion, record_consultation_opinion, ASKED),
    (AnswerConsultation, answer_consultation, SECRETARIAT),
    (CancelConsultation, cancel_consultation, PERSON | SECRETARIAT),
    (CloseConsultation, close_consultation, SECRETARIAT),
)
_QUERIES: tuple[tuple[type[Any], UseCase, Iterable[Role]], ...] = (
    (FindMyConsultations, find_my_consultations, PERSON),
    (GetMyConsultation, get_my_consultation, PERSON),
    (FindConsultations, find_consultations, ASKED | SECRETARIAT),
    (GetConsultation, get_consultation, ASKED | SECRETARIAT),
)


def consulting(application: Application, office: Office) -> tuple[Reaction, ...]:
    """Registers the use cases and answers with the reactions."""
    for kind, use_case, allow in _COMMANDS:
        schema = getattr(schemas, kind.__name__)
        application.command(kind, schema, partial(use_case, office=office), allow=allow)
    for kind, use_case, allow in _QUERIES:
        schema = getattr(schemas, kind.__name__)
        application.query(kind, schema, partial(use_case, office=office), allow=allow)
    return (on_consultation(office),)

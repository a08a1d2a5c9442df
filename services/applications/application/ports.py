"""What the use cases of this service share of the world."""

from __future__ import annotations

from dataclasses import dataclass

from services.applications.domain.application.documents import DocumentLimits
from services.applications.domain.application.state import Application
from services.kernel.eventkit.application.parts import Files
from services.kernel.eventkit.application.ports import Numbers, PersonalData, Views
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the commands and queries on applications work with."""

    applications: Repository[Application]
    views: Views
    personal_data: PersonalData
    files: Files
    numbers: Numbers
    limits: DocumentLimits

"""The states, kinds and reasons of a job-seeker registration (SM-02)."""

from __future__ import annotations

from enum import StrEnum


class JobSeekerStatus(StrEnum):
    """The states of SM-02: none, active (有効), inactive (無効), closed (退会, final)."""

    NONE = "none"
    ACTIVE = "active"
    INACTIVE = "inactive"
    CLOSED = "closed"


class ServiceKind(StrEnum):
    """オンライン登録者 or 利用登録者 (ID-32, D-22)."""

    ONLINE_REGISTRANT = "online-registrant"
    HELLO_WORK_USER = "hello-work-user"


class InactiveReason(StrEnum):
    """Why a registration is inactive (ID-36)."""

    EXPIRED = "expired"
    SWITCHED_OFF = "switched-off"
    EMPLOYED = "employed"


class Activity(StrEnum):
    """What keeps a registration valid when it happens in the final month (ID-34, D-67)."""

    CONSULTATION = "consultation"
    PLACEMENT = "placement"
    DIRECT_APPLICATION = "direct-application"

"""The services as pages and API operations meet them in unit tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.rpc import Away, Refused

Answer = Any


@dataclass(frozen=True)
class Called:
    """One call as the service received it."""

    service: str
    operation: str
    payload: dict[str, Any]
    envelope: dict[str, Any]


class _Reply:
    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def result(self) -> Any:
        return self._make()


class FakeServices:
    """Answers given per `service.operation`: a value, a function of the payload, or an exception.

    What has no answer is a service that is away.
    """

    connected = True

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.calls: list[Called] = []

    def answer(self, operation: str, answer: Answer) -> None:
        """From now on `operation` ("listings.get_listing") answers so."""
        self.answers[operation] = answer

    def refuse(self, operation: str, code: str, kind: str, **more: Any) -> None:
        """From now on `operation` is refused."""
        self.answers[operation] = Refused({"code": code, "kind": kind, **more})

    def sign_in(self, role: str = "individual", **session: Any) -> None:
        """The token "token" is the session of an account of this role."""
        self.answer(
            "identity.resolve_session",
            {
                "account_id": "account-1",
                "role": role,
                "organisation_id": None,
                "facets": [],
                "session_id": "session-1",
                "display_name": "山田 花子",
                "expires_at": "2024-05-01T07:00:00+00:00",
                "must_change_password": False,
                **session,
            },
        )

    def called(self, operation: str) -> list[Called]:
        """The calls of an operation so far."""
        return [call for call in self.calls if f"{call.service}.{call.operation}" == operation]

    def send(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        envelope: Mapping[str, Any],
        *,
        within: float,
    ) -> _Reply:
        self.calls.append(Called(service, operation, dict(payload), dict(envelope)))
        answer = self.answers.get(f"{service}.{operation}", Away(service, "no-route"))

        def make() -> Any:
            if isinstance(answer, Exception):
                raise answer
            return answer(dict(payload)) if callable(answer) else answer

        return _Reply(make)

"""Where the code of a second step is sent to (ID-55, ID-56, RFC 6238)."""

from __future__ import annotations

from flask import flash, make_response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import ANYONE, allow
from gateway.auth.form_token import new_form_token
from gateway.auth.sessions import start_session
from gateway.backend import backend
from gateway.pages.login import device, target_of
from gateway.pages.second_step import SECOND_STEP
from gateway.texts import refusal_text
from gateway.web.limits import count_attempt, guarded
from gateway.web.page import Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages("second_factor_login")


@pages.post("/login/second-step")
@guarded
@allow(ANYONE, with_temporary_password=True)
def complete() -> AnyResponse:
    """Starts the session once the code is right; otherwise asks again, as the lock allows."""
    form = SECOND_STEP.open()
    kind, ticket = str(form.values.get("kind", "")), str(form.values.get("ticket", ""))
    count_attempt(f"second-step:{ticket.partition('.')[0]}")
    payload = {"ticket": ticket, "code": str(form.values.get("code") or ""), "device": device()}
    try:
        answer = backend.call("identity", "complete_log_in", payload)
    except Refused as refused:
        if refused.kind == "not-found":
            raise
        if refused.code == "second-step-over":
            flash(refusal_text(refused.code, {}), "warning")
            endpoint = "login.log_in_staff" if kind == "internal" else "login.log_in"
            return redirect(url_for(endpoint), 303)
        form.refuse(refused)
        if refused.code == "login-refused":
            form.refusal = refusal_text("second-factor-refused", {})
        # A wrong code is an event: the next try must be a command of its own.
        form.token_text = new_form_token()
        status = 403 if refused.kind == "forbidden" else None
        return page(
            "login/second_step.html", form=form, code=refused.code, kind=kind, status=status
        )
    target = target_of(answer, str(form.values.get("next", "")))
    return start_session(make_response(redirect(target, 303)), str(answer["token"]))

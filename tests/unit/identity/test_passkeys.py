"""Passkeys: registered by their owner, a whole login, and nothing for anybody else."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from services.kernel.contracts.relying_party import RelyingParty
from services.kernel.eventkit.domain import VISITOR
from tests.support.authenticator import PRESENT, VERIFIED, Authenticator, bits, text
from tests.unit.identity.credential_happenings import switched_on
from tests.unit.identity.passkey_cast import (
    AGAIN,
    answered,
    begun,
    log_out,
    logged_in,
    prepared,
    refused,
    registered,
)
from tests.unit.identity.stage import MAIL, WRONG, Stage, as_individual, as_staff

OTHER = "jiro@example.jp"


def test_a_passkey_opens_the_account_it_was_registered_for(stage: Stage) -> None:
    account_id = stage.opened()
    stage.opened(OTHER)
    device, _ = registered(stage, account_id)
    token = logged_in(stage, device)["token"]
    assert stage.run("resolve_session", {"token": token}, VISITOR)["account_id"] == account_id


def test_it_is_a_whole_login_where_a_second_factor_is_on(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    switched_on(stage, account_id)
    assert "second_step" in stage.log_in()
    answer = logged_in(stage, device)
    assert answer["token"]
    assert answer["must_change_password"] is False


@pytest.mark.parametrize("algorithm", [-7, -8, -257])
def test_every_algorithm_that_is_offered_is_understood(stage: Stage, algorithm: int) -> None:
    account_id = stage.opened()
    offered = prepared(stage, as_individual(account_id))["options"]["pubKeyCredParams"]
    assert algorithm in [one["alg"] for one in offered]
    device, _ = registered(stage, account_id, device=Authenticator(algorithm=algorithm))
    assert logged_in(stage, device)["token"]


def test_the_options_ask_for_a_discoverable_credential_and_the_user(stage: Stage) -> None:
    account_id = stage.opened()
    options = prepared(stage, as_individual(account_id))["options"]
    assert options["rp"] == {"name": "Kakehashi", "id": "portal.example"}
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    asked = begun(stage)["options"]
    assert asked["userVerification"] == "required"
    assert asked["rpId"] == "portal.example"


def test_the_user_handle_is_random_and_the_same_for_all_passkeys_of_an_account(
    stage: Stage,
) -> None:
    account_id, other = stage.opened(), stage.opened(OTHER)
    first, _ = registered(stage, account_id)
    second, _ = registered(stage, account_id, "鍵")
    third, _ = registered(stage, other)
    [handle], [same], [different] = (
        {one.handle for one in device.held} for device in (first, second, third)
    )
    assert handle == same != different
    assert len(handle) == 32
    for known in (account_id, MAIL, "山田"):
        assert known.encode() not in handle


def test_several_are_listed_by_name_and_the_removed_one_opens_nothing(stage: Stage) -> None:
    account_id = stage.opened()
    person = as_individual(account_id)
    first, first_id = registered(stage, account_id, "電話")
    second, _ = registered(stage, account_id, "鍵")
    log_out(stage, logged_in(stage, second))
    listed = stage.run("get_security", {}, person)["passkeys"]
    assert listed["offered"] is True
    assert [one["name"] for one in listed["items"]] == ["電話", "鍵"]
    assert [one["used_at"] is None for one in listed["items"]] == [True, False]
    wrong = {"passkey_id": first_id, "current_password": WRONG}
    assert stage.refusal("remove_passkey", wrong, person).code == "invalid-input"
    stage.run("remove_passkey", {"passkey_id": first_id, **AGAIN}, person)
    assert refused(stage, first) == "passkey-refused"
    assert logged_in(stage, second)["token"]


def test_a_removed_credential_can_be_registered_again(stage: Stage) -> None:
    account_id, other = stage.opened(), stage.opened(OTHER)
    device, passkey_id = registered(stage, account_id)
    same = device.held[0].credential_id
    begun_by_other = prepared(stage, as_individual(other))
    payload = {
        "ticket": begun_by_other["ticket"],
        "credential": Authenticator().create(begun_by_other["options"], credential_id=same),
        "name": "同じもの",
    }
    refusal = stage.refusal("register_passkey", payload, as_individual(other))
    assert refusal.code == "passkey-registered-already"
    payload = {"passkey_id": passkey_id, **AGAIN}
    stage.run("remove_passkey", payload, as_individual(account_id))
    again, _ = registered(stage, other, credential_id=same)
    assert logged_in(stage, again)["account_id"] == other


def test_the_browser_is_told_which_credentials_there_are_already(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    excluded = prepared(stage, as_individual(account_id))["options"]["excludeCredentials"]
    assert [bits(one["id"]) for one in excluded] == [device.held[0].credential_id]
    assert excluded[0]["transports"] == ["internal", "hybrid"]


def test_the_same_credential_is_not_registered_twice(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    person = as_individual(account_id)
    asked = prepared(stage, person)
    made = device.create(asked["options"], credential_id=device.held[0].credential_id)
    payload = {"ticket": asked["ticket"], "credential": made, "name": "もう一つ"}
    assert stage.refusal("register_passkey", payload, person).code == "passkey-registered-already"


def test_there_is_a_limit_to_how_many_an_account_has(stage: Stage) -> None:
    account_id = stage.opened()
    _, passkey_id = registered(stage, account_id)
    for _ in range(9):
        registered(stage, account_id)
    person = as_individual(account_id)
    assert stage.refusal("prepare_passkey", AGAIN, person).code == "too-many-passkeys"
    stage.run("remove_passkey", {"passkey_id": passkey_id, **AGAIN}, person)
    assert prepared(stage, person)["ticket"]


def test_registering_needs_the_password_once_more(stage: Stage) -> None:
    person = as_individual(stage.opened())
    refusal = stage.refusal("prepare_passkey", {"current_password": WRONG}, person)
    assert refusal.fields["current_password"][0].code == "current-password-wrong"


def test_an_answer_that_was_lost_can_be_asked_for_again(stage: Stage) -> None:
    account_id = stage.opened()
    person = as_individual(account_id)
    asked = prepared(stage, person)
    device = Authenticator()
    made = {"ticket": asked["ticket"], "credential": device.create(asked["options"]), "name": "x"}
    first = stage.run("register_passkey", made, person, command_id="r")
    again = stage.run("register_passkey", made, person, command_id="r")
    assert (again["repeated"], again["passkey_id"]) == (True, first["passkey_id"])
    payload = answered(stage, device)
    before = stage.run("log_in_with_passkey", payload, VISITOR, command_id="l")
    after = stage.run("log_in_with_passkey", payload, VISITOR, command_id="l")
    assert after["session_id"] == before["session_id"]
    assert stage.refusal("resolve_session", {"token": before["token"]}).code == "session-ended"
    assert stage.run("resolve_session", {"token": after["token"]}, VISITOR)


@pytest.mark.parametrize(
    ("public_url", "host", "origin", "offered"),
    [
        ("https://portal.example", "portal.example", "https://portal.example", True),
        ("https://portal.example:8443", "portal.example", "https://portal.example:8443", True),
        ("http://127.0.0.1:8000", "localhost", "http://localhost:8000", True),
        ("http://[::1]:8000", "localhost", "http://localhost:8000", True),
        ("http://localhost:8000", "localhost", "http://localhost:8000", True),
        ("http://portal.example", "portal.example", "http://portal.example", False),
        ("https://192.0.2.1", "192.0.2.1", "https://192.0.2.1", False),
        ("https://[2001:db8::1]", "2001:db8::1", "https://[2001:db8::1]", False),
    ],
)
def test_origin_and_party_come_from_the_public_address(
    public_url: str, host: str, origin: str, offered: bool
) -> None:
    party = RelyingParty.of(public_url)
    assert (party.host, party.origin, party.offers_passkeys) == (host, origin, offered)


def test_staff_log_in_where_staff_log_in_and_nobody_else_does(stage: Stage) -> None:
    staff, person = stage.internal(), stage.opened()
    inside, _ = registered(stage, staff, person=as_staff(account=staff))
    outside, _ = registered(stage, person)
    assert refused(stage, inside) == "passkey-refused"
    assert refused(stage, outside, internal=True) == "passkey-refused"
    assert stage.run("log_in_with_passkey", answered(stage, inside, internal=True), VISITOR)[
        "token"
    ]


def test_what_is_kept_says_nothing_of_the_person(stage: Stage) -> None:
    account_id = stage.opened()
    device, passkey_id = registered(stage, account_id, "花子の電話")
    log_out(stage, logged_in(stage, device))
    stage.run("remove_passkey", {"passkey_id": passkey_id, **AGAIN}, as_individual(account_id))
    written = repr(stage.events())
    assert "PasskeyRegistered" in written
    passkey = device.held[0]
    for known in ("花子の電話", text(passkey.credential_id), text(passkey.handle)):
        assert known not in written


NOT_PROVEN: dict[str, dict[str, Any]] = {
    "another key": {"private": ec.generate_private_key(ec.SECP256R1())},
    "another origin": {"origin": "https://portal.example.evil.example"},
    "another party": {"rp_id": "evil.example"},
    "another challenge": {"challenge": "AAAA"},
    "another ceremony": {"type": "webauthn.create"},
    "another account's handle": {"handle": b"x" * 32},
    "no handle": {"handle": b""},
    "nobody present": {"flags": VERIFIED},
    "user not verified": {"flags": PRESENT},
}


@pytest.mark.parametrize("how", NOT_PROVEN)
def test_what_proves_nothing_is_refused_and_counts_as_nothing(stage: Stage, how: str) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    for _ in range(4):
        assert refused(stage, device, **NOT_PROVEN[how]) == "passkey-refused"
    assert logged_in(stage, device)["token"]


@pytest.mark.parametrize(
    "how", ["another origin", "another party", "another challenge", "user not verified"]
)
def test_what_no_browser_of_this_portal_made_is_not_registered(stage: Stage, how: str) -> None:
    person = as_individual(stage.opened())
    asked = prepared(stage, person)
    made = Authenticator().create(asked["options"], **NOT_PROVEN[how])
    payload = {"ticket": asked["ticket"], "credential": made, "name": "x"}
    assert stage.refusal("register_passkey", payload, person).code == "passkey-not-accepted"


@pytest.mark.parametrize("nonsense", ["x", "{}", "[]", "null", '{"id": 1}', '{"id":"あ"}'])
def test_what_is_no_credential_is_refused(stage: Stage, nonsense: str) -> None:
    account_id = stage.opened()
    person = as_individual(account_id)
    payload = {"ticket": prepared(stage, person)["ticket"], "credential": nonsense, "name": "x"}
    assert stage.refusal("register_passkey", payload, person).code == "passkey-not-accepted"
    payload = {"ticket": begun(stage)["ticket"], "credential": nonsense}
    assert stage.refusal("log_in_with_passkey", payload).code == "passkey-refused"

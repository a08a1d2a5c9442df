from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.adapters.derived_secrets import DerivedSecrets
from services.identity.domain.job_seeker.admission import age
from services.identity.domain.secret_answer import normalised
from services.kernel.eventkit.domain import VISITOR
from tests.unit.identity.stage import KEY, Stage, opening


@pytest.mark.parametrize(
    ("password", "problems"),
    [
        ("Abcdef1", ["password-length"]),
        ("A1" + "b" * 63, ["password-length"]),
        ("abcdefgh", ["password-needs-letter-and-digit"]),
        ("12345678", ["password-needs-letter-and-digit"]),
        ("Abcdef 12", ["contains-space"]),
        ("Ａbcdef12", ["not-half-width"]),
        ("!?", ["password-length", "password-needs-letter-and-digit"]),
    ],
)
def test_a_weak_password_is_refused_with_every_broken_rule(
    stage: Stage, password: str, problems: list[str]
) -> None:
    token = stage.asked_opening()
    refusal = stage.refusal("complete_opening", opening(token, password=password))
    assert [each.code for each in refusal.fields["password"]] == problems


@pytest.mark.parametrize("password", ["Abcdefg1", "A1" + "b" * 62, "!#$%&~1a"])
def test_the_shortest_and_the_longest_password_are_accepted(stage: Stage, password: str) -> None:
    token = stage.asked_opening()
    stage.run("complete_opening", opening(token, password=password), VISITOR)
    assert stage.types()[-1] == "UserRegistered"


@pytest.mark.requirement("ID-64")
@given(issue_id=st.text())
def test_a_temporary_password_has_8_alphanumerics_with_letter_and_digit(issue_id: str) -> None:
    password = DerivedSecrets(KEY).temporary_password(issue_id)
    assert len(password) == 8
    assert password.isascii()
    assert password.isalnum()
    assert any(character.isdigit() for character in password)
    assert any(character.isalpha() for character in password)


def test_temporary_passwords_without_a_digit_are_passed_over() -> None:
    secrets = DerivedSecrets(KEY)
    issued = {secrets.temporary_password(str(number)) for number in range(2000)}
    assert len(issued) == 2000


def test_secrets_depend_on_the_key() -> None:
    ours, theirs = DerivedSecrets(KEY), DerivedSecrets(b"x" * 32)
    assert ours.temporary_password("1") != theirs.temporary_password("1")
    assert ours.organisation_code("1") != theirs.organisation_code("1")
    assert ours.link_token("a", "1") != theirs.link_token("a", "1")
    assert ours.login_key("individual", "a") != theirs.login_key("individual", "a")
    assert ours.login_key("individual", "a") != ours.login_key("organisation", "a")


@pytest.mark.requirement("ID-54")
@given(login_id=st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_login_ids_are_compared_without_case(login_id: str) -> None:
    secrets = DerivedSecrets(KEY)
    assert secrets.login_key("individual", login_id.upper()) == secrets.login_key(
        "individual", login_id.lower()
    )


@pytest.mark.parametrize("answer", ["ポチ2号", "ﾎﾟﾁ２号", " ポチ 2号 ", "ポチ　２号"])
def test_width_and_spaces_of_a_secret_answer_do_not_count(answer: str) -> None:
    assert normalised(answer) == "ポチ2号"


def test_case_of_a_secret_answer_does_not_count() -> None:
    assert normalised("ＴＯＫＹＯ") == normalised("Tokyo")


@given(born=st.dates(), today=st.dates())
def test_age_is_the_number_of_birthdays_so_far(born, today) -> None:  # type: ignore[no-untyped-def]
    if born > today:
        born, today = today, born
    birthdays = sum(
        (year, born.month, born.day) <= (today.year, today.month, today.day)
        for year in range(born.year + 1, today.year + 1)
    )
    assert age(born, today) == birthdays

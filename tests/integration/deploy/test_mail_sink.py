"""The local mail server over real SMTP, and its page over real HTTP."""

from __future__ import annotations

import smtplib
import urllib.error
import urllib.request
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest

from tests.support.mail import MailSink, links_in


def _send(sink: MailSink, recipient: str, message_id: str, subject: str = "応募の受付") -> None:
    message = EmailMessage()
    message["Subject"], message["Message-ID"] = subject, message_id
    message["From"], message["To"] = "noreply@kakehashi.example", recipient
    message.set_content("確認はこちら: https://kakehashi.example/m/1")
    message.add_alternative("<script>alert(1)</script><p>確認</p>", subtype="html")
    place = urlsplit(sink.smtp_uri)
    with smtplib.SMTP(str(place.hostname), place.port or 0) as client:
        client.send_message(message)


def _get(url: str, host: str | None = None) -> tuple[str, str]:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode(), answer.headers["Content-Security-Policy"]


def test_a_sent_mail_can_be_read_on_disk_and_in_the_browser(mail_sink: MailSink) -> None:
    _send(mail_sink, "hanako@example.jp", "<read@x.example>")
    (mail,) = mail_sink.wait_for("hanako@example.jp")
    assert links_in(mail) == ["https://kakehashi.example/m/1"]
    listed, _ = _get(f"{mail_sink.page_url}/?to=hanako")
    assert "応募の受付" in listed
    shown, _ = _get(f"{mail_sink.page_url}/mails/{mail.name}")
    assert 'href="https://kakehashi.example/m/1"' in shown
    assert "<script>" not in shown
    html, policy = _get(f"{mail_sink.page_url}/mails/{mail.name}/html")
    assert "<p>確認</p>" in html
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy


def test_a_mail_sent_twice_is_there_once(mail_sink: MailSink) -> None:
    before = mail_sink.mailbox.suppressed()
    for _ in range(2):
        _send(mail_sink, "twice@example.jp", "<twice@x.example>")
    assert len(mail_sink.wait_for("twice@example.jp")) == 1
    assert mail_sink.mailbox.suppressed() == before + 1


@pytest.mark.parametrize(("domain", "code"), [("nobody.example", 550), ("later.example", 451)])
def test_refusals_can_be_tried(mail_sink: MailSink, domain: str, code: int) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        _send(mail_sink, f"x@{domain}", f"<{code}@x.example>")
    assert refused.value.recipients[f"x@{domain}"][0] == code


def test_the_page_answers_only_under_its_own_name(mail_sink: MailSink) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        _get(mail_sink.page_url, host="evil.example:80")
    with refused.value:
        assert refused.value.code == 421

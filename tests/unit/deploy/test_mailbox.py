from email.message import EmailMessage
from pathlib import Path

from deploy.local.mailbox import Mailbox
from deploy.local.mailbox_page import with_links


def _mail(subject: str = "ご登録", message_id: str = "<1@kakehashi.example>") -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message["Message-ID"] = message_id
    message.set_content("本文 https://kakehashi.example/x?token=a.b です。")
    message.add_alternative("<p>本文</p>", subtype="html")
    return message.as_bytes()


def test_a_mail_is_kept_with_its_recipient_and_its_parts(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path / "box")
    assert mailbox.store(_mail(), "noreply@kakehashi.example", "hanako@example.jp")
    (kept,) = mailbox.mails()
    assert (kept.recipient, kept.subject) == ("hanako@example.jp", "ご登録")
    assert "https://kakehashi.example/x?token=a.b" in kept.text
    assert "<p>本文</p>" in kept.html
    assert mailbox.mail(kept.name) == kept or mailbox.mail(kept.name) is not None


def test_a_second_copy_for_the_same_recipient_is_suppressed_and_counted(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path)
    assert mailbox.store(_mail(), "a@b.example", "hanako@example.jp")
    assert not mailbox.store(_mail(), "a@b.example", "Hanako@example.jp")
    assert mailbox.store(_mail(), "a@b.example", "taro@example.jp")
    assert len(mailbox.mails()) == 2
    assert mailbox.suppressed() == 1


def test_suppression_survives_a_restart(tmp_path: Path) -> None:
    assert Mailbox(tmp_path).store(_mail(), "a@b.example", "hanako@example.jp")
    assert not Mailbox(tmp_path).store(_mail(), "a@b.example", "hanako@example.jp")


def test_mails_without_a_message_id_are_all_kept(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path)
    for _ in range(2):
        assert mailbox.store(b"Subject: x\r\n\r\ny", "a@b.example", "hanako@example.jp")
    assert len(mailbox.mails()) == 2


def test_a_name_cannot_lead_out_of_the_mailbox(tmp_path: Path) -> None:
    (tmp_path / "secret.eml").write_bytes(_mail())
    assert Mailbox(tmp_path / "box").mail("../secret") is None


def test_addresses_in_a_text_become_links_and_all_else_is_escaped() -> None:
    shown = with_links("<b> https://x.example/a?b=1&c=2。 次")
    assert shown == (
        '&lt;b&gt; <a href="https://x.example/a?b=1&amp;c=2" target="_blank" rel="noopener">'
        "https://x.example/a?b=1&amp;c=2</a>。 次"
    )

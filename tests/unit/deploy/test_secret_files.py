import base64
from pathlib import Path

from deploy.local.logs import trim
from deploy.local.secret_files import password, secret_file


def test_a_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    file = secret_file(folder, "master-key")
    content = file.read_text()
    assert len(base64.b64decode(content)) == 32
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert secret_file(folder, "master-key").read_text() == content


def test_two_secrets_differ(tmp_path: Path) -> None:
    assert password(tmp_path, "a") != password(tmp_path, "b")


def test_a_start_that_was_cut_off_leaves_no_half_of_a_secret(tmp_path: Path) -> None:
    (tmp_path / ".master-key").write_text("half")
    assert len(base64.b64decode(secret_file(tmp_path, "master-key").read_text())) == 32


def test_a_grown_log_moves_aside_under_the_process_that_appends_to_it(tmp_path: Path) -> None:
    log = tmp_path / "gateway.log"
    with log.open("a") as writer:
        writer.write("old\n" * 10)
        writer.flush()
        trim(tmp_path, largest=20)
        writer.write("new\n")
    assert log.read_text() == "new\n"
    assert (tmp_path / "gateway.log.1").read_text() == "old\n" * 10

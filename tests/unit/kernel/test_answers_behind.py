from __future__ import annotations

from typing import Any

import pytest

from tests.support import noticeboard
from tests.support.rehearsal import Rehearsal, tokyo

ENVELOPE = {"actor": {"id": "staff", "role": "secretariat"}, "after": 700}


@pytest.mark.parametrize(("in_time", "says"), [(True, {}), (False, {"behind": True})])
def test_a_query_whose_read_models_do_not_come_in_time_says_so(
    in_time: bool, says: dict[str, Any]
) -> None:
    application = Rehearsal(noticeboard.build, None, at=tokyo(2024, 5, 1, 9, 0)).service.application
    application.before_query = lambda context: in_time
    assert application.handle("find_notices", {}, ENVELOPE) == {"items": [], **says}


def test_a_command_never_waits() -> None:
    application = Rehearsal(noticeboard.build, None, at=tokyo(2024, 5, 1, 9, 0)).service.application
    application.before_query = lambda context: False
    assert "behind" not in application.handle("post_notice", {"text": "本日休館"}, ENVELOPE)

"""One process of a small service of the tests: `python -m tests.support.notice_process board worker`."""

from __future__ import annotations

import sys

ROLE = sys.argv[2] if len(sys.argv) > 2 else ""
if ROLE == "service":
    import warnings

    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()

from services.kernel.eventkit.running.worker import run_worker  # noqa: E402
from tests.support import errands, noticeboard, noticewatch  # noqa: E402

SERVICES = {
    "board": ("noticeboard", noticeboard),
    "watch": ("noticewatch", noticewatch),
    "errands": ("errands", errands),
}


def main() -> None:
    name, module = SERVICES[sys.argv[1]]
    if ROLE == "service":
        from services.kernel.eventkit.nameko.process import run_service

        run_service(name, module.assemble)
    else:
        run_worker(name, module.assemble)


if __name__ == "__main__":
    main()

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

README = Path(__file__).parents[3] / "services" / "kernel" / "README.md"


def test_the_worked_example_of_the_readme_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 4
    module = ModuleType("readme_of_the_kernel")
    sys.modules[module.__name__] = module
    try:
        exec(compile("\n".join(blocks), str(README), "exec"), module.__dict__)
    finally:
        del sys.modules[module.__name__]
    assert module.__dict__["stage"].events() == [
        module.__dict__["NoticePosted"](module.__dict__["first"]["notice_id"], "本日休館")
    ]

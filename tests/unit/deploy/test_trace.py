from deploy.ops.trace import GROUPS, covered, report
from tests.support.trace import is_known


def test_a_requirement_is_covered_by_a_passed_test_unless_another_failed() -> None:
    trace = {"passed": {"ID-01": ["a"], "LI-22": ["b"]}, "failed": {"LI-22": ["c"]}}
    assert covered(trace) == {"ID-01"}


def test_a_failure_in_one_part_counts_against_a_pass_in_another() -> None:
    quick = {"passed": {"ID-01": ["a"], "ID-02": ["b"]}, "failed": {}}
    real = {"passed": {"LI-22": ["c"]}, "failed": {"ID-02": ["d"]}}
    assert covered(quick, real) == {"ID-01", "LI-22"}


def test_each_group_has_a_line_and_the_total_is_last() -> None:
    lines = report({"ID-01", "ID-90", "GW-55"})
    assert lines == [
        "ID 2/90",
        "LI 0/84",
        "AP 0/58",
        "ME 0/56",
        "RE 0/60",
        "GW 1/55",
        "total 3/403",
    ]


def test_the_uncovered_are_named_on_request() -> None:
    everything = {f"AP-{number:02}" for number in range(1, 58)}
    assert "  without a test: AP-58" in report(everything, missing=True)


def test_only_requirements_that_exist_may_be_marked() -> None:
    assert all(is_known(f"{group}-{count:02}") for group, count in GROUPS.items())
    assert not any(is_known(wrong) for wrong in ("ID-91", "ID-1", "ID-00", "XX-01", "LI-22a", ""))

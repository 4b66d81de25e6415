"""A comparison is read as lines, and in a few words."""

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.comparing import compare, lines_of, summary
from systemsmap.analysis.comparing.lines import NOT_ALL
from systemsmap.model import edits as do
from tests.maps import ring, tangle


def test_few_moves_are_told_one_by_one_and_many_in_one_line() -> None:
    old = ring(12)
    few = do.move(old, list(old.variables)[:3], 10, 0).applied_to(old)
    assert [line.words for line in lines_of(compare(old, few))] == [
        f"“v{n}” was moved." for n in range(3)
    ]
    many = do.move(few, list(old.variables)[2:], 0, 10).applied_to(few)
    (line,) = lines_of(compare(old, many))
    assert line.words == "12 variables were moved."
    assert len(line.differences) == 12


def test_a_map_that_went_by_as_a_whole_is_said_to() -> None:
    old = ring(12)
    new = do.move(old, old.variables, 100, 0).applied_to(old)
    assert [x.words for x in lines_of(compare(old, new))] == [
        "All 12 variables were moved together."
    ]


def test_the_summary_counts_what_matters_most_by_name() -> None:
    old = ring(5)
    assert summary(compare(old, old)) == "Nothing changed"
    new = do.add_variable(old, "Trust", 0, 0).applied_to(old)
    new = do.rename(new, "v0", "Zero").applied_to(new)
    new = do.set_note(new, "v1", "One").applied_to(new)
    new = do.set_outside(new, ["v2"], True).applied_to(new)
    assert summary(compare(old, new)) == "1 added, 1 renamed and 2 other changes"
    new = do.set_note(old, "v1", "One").applied_to(old)
    assert summary(compare(old, new)) == "1 change"


def test_loops_that_were_too_many_are_spoken_of_among_loops() -> None:
    old = tangle(60, 3.0)
    new = do.delete(old, [next(iter(old.links))]).applied_to(old)
    new = do.set_note(new, "v1", "One").applied_to(new)
    words = [x.words for x in lines_of(compare(old, new, Budget(results=20, seconds=0.5)))]
    assert words[-2:] == [NOT_ALL, "The note of “Variable v1” was written."]

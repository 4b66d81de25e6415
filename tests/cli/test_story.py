"""`systemsmap story`: a page for each step, and nothing overwritten."""

from pathlib import Path

from systemsmap.interchange import svg
from tests.cli.program import Program


def test_a_pdf_has_a_page_for_each_step(run: Program, placed: Path, tmp_path: Path) -> None:
    target = tmp_path / "Story.pdf"
    ran = run("story", placed, target)
    assert (ran.code, ran.err) == (0, "")
    pages = int(ran.out.split(", ")[1].split(" ")[0])
    content = target.read_bytes()
    assert content.count(b"/Type /Page\n") == pages > 2
    again = run("story", placed, target)
    assert again.code == 2
    assert again.err.endswith(f"{target} is there already; --force overwrites it.\n")
    assert target.read_bytes() == content


def test_pictures_go_into_a_new_folder_each_time(
    run: Program, placed: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        assert run("story", placed, tmp_path).code == 0
    assert run("story", placed, tmp_path, "--as", "png").code == 0
    folders = sorted(path for path in tmp_path.iterdir() if path.name.split(" story")[1:])
    assert len(folders) == 3
    first, second, third = ([p.name for p in sorted(f.iterdir())] for f in folders)
    assert first == second
    assert [name.replace(".svg", ".png") for name in first] == third
    assert svg.read((folders[0] / first[0]).read_bytes()).map_.variables


def test_a_place_that_is_none_is_said(run: Program, placed: Path, tmp_path: Path) -> None:
    ran = run("story", placed, tmp_path / "nowhere")
    assert ran.code == 2
    assert ran.err.endswith("nowhere is neither a PDF file nor a folder.\n")

"""Slides: a box for each variable, glued arrows between them."""

import io

from systemsmap.interchange import pptx
from tests.interchange.test_real_files import drawn


def test_a_slide_has_a_box_for_each_variable_and_glued_arrows() -> None:
    from pptx import Presentation  # the library; ours of that name writes it

    map_ = drawn()
    slide = Presentation(io.BytesIO(pptx.write(map_))).slides[0]
    texts = [s.text_frame.text.replace("\v", "\n") for s in slide.shapes if s.has_text_frame]
    assert {v.name for v in map_.variables.values()} <= set(texts)
    lines = [shape for shape in slide.shapes if "Connector" in shape.name]
    assert len(lines) == len(map_.links)
    glued = [line._element.xpath(".//a:stCxn|.//a:endCxn") for line in lines]
    assert all(len(ends) == 2 for ends in glued)

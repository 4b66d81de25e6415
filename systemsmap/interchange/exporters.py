"""Every format a map can be written in, in one table. Painted pictures are in `gui.images`."""

from collections.abc import Callable
from dataclasses import dataclass

from systemsmap.interchange import (
    catcolab,
    csv,
    drawio,
    fcm,
    gexf,
    gml,
    graphml,
    gv,
    json,
    json_canvas,
    kumu,
    loopy,
    mental_modeler,
    mermaid,
    model_json,
    pptx,
    prsm,
    sd_ai,
    svg,
    txt,
    vensim,
    xlsx,
    xmile,
)
from systemsmap.interchange.holding import ALL, Holds
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format as people know it. `is_picture`: variables need their places before writing.

    `holds` says what of a map is still there when it is read back.
    """

    name: str
    suffix: str
    write: Callable[[SystemsMap], bytes]
    is_picture: bool = False
    holds: Holds = ALL


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("SVG picture", ".svg", svg.write, is_picture=True),
    Exporter("Map as JSON", ".json", json.write),
    Exporter("Text, a link a line", ".txt", txt.write, holds=txt.HOLDS),
    Exporter("Graphviz", ".gv", gv.write, holds=gv.HOLDS),
    Exporter("Graphviz", ".dot", gv.write, holds=gv.HOLDS),
    Exporter("Table of links", ".csv", csv.write, holds=csv.HOLDS),
    Exporter("Workbook", ".xlsx", xlsx.write, holds=xlsx.HOLDS),
    Exporter("Workbook for Kumu", ".kumu.xlsx", xlsx.write_for_kumu, holds=xlsx.FOR_KUMU),
    Exporter("Workbook for PRSM", ".prsm.xlsx", xlsx.write_for_prsm, holds=xlsx.FOR_PRSM),
    Exporter("Kumu project", ".kumu.json", kumu.write, holds=kumu.HOLDS),
    Exporter("Vensim", ".mdl", vensim.write, holds=vensim.HOLDS),
    Exporter("Stella and other XMILE", ".stmx", xmile.write, holds=xmile.HOLDS),
    Exporter("XMILE", ".xmile", xmile.write, holds=xmile.HOLDS),
    Exporter("Loopy", ".loopy", loopy.write, holds=loopy.HOLDS),
    Exporter("PRSM", ".prsm", prsm.write, holds=prsm.HOLDS),
    Exporter("GEXF of Gephi", ".gexf", gexf.write, holds=gexf.HOLDS),
    Exporter("GML", ".gml", gml.write, holds=gml.HOLDS),
    Exporter("draw.io", ".drawio", drawio.write, holds=drawio.HOLDS),
    Exporter("GraphML, for yEd and Gephi", ".graphml", graphml.write, holds=graphml.HOLDS),
    Exporter("Mental Modeler", ".mmp", mental_modeler.write, holds=mental_modeler.HOLDS),
    Exporter("Matrix of a fuzzy cognitive map", ".fcm.csv", fcm.write, holds=fcm.HOLDS),
    Exporter("sd-ai", ".sd.json", sd_ai.write, holds=sd_ai.HOLDS),
    Exporter("ModelJSON of Insight Maker", ".model.json", model_json.write, holds=model_json.HOLDS),
    Exporter("CatColab", ".catcolab.json", catcolab.write, holds=catcolab.HOLDS),
    Exporter("JSON Canvas", ".canvas", json_canvas.write, holds=json_canvas.HOLDS),
    Exporter("Mermaid", ".mmd", mermaid.write, holds=mermaid.HOLDS),
    Exporter("Slide with shapes", ".pptx", pptx.write, is_picture=True, holds=pptx.HOLDS),
)

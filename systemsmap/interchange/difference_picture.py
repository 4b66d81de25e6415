"""The picture of what changed as SVG, the newer map inside it."""

from datetime import date

from systemsmap.analysis.comparing import Comparison
from systemsmap.analysis.register import listing, numbering
from systemsmap.interchange.picture_of import in_words, loops_of
from systemsmap.interchange.svg import svg_of
from systemsmap.rendering.comparison_picture import comparison_picture
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.picture import PictureOptions
from systemsmap.rendering.theme import PRINT


def as_svg(comparison: Comparison, since: str, composition: Composition | None = None) -> bytes:
    """Return the picture with a key and today's date; `since` names the older map.

    `composition` is that of the newer map where there is one already.
    """
    map_ = comparison.new
    if composition is None:
        loops = loops_of(map_)
        map_ = numbering(map_, loops).applied_to(map_)
        composition = compose(map_, PRINT, listing(map_, loops))
    told = f"What changed since {' '.join(since.split())}, {in_words(date.today())}"
    drawn = comparison_picture(composition, comparison, PictureOptions(date=told))
    return svg_of(drawn, map_)

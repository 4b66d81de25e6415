"""The working copy that a composition is made in, and is frozen from."""

from collections.abc import Iterable, Mapping

from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.grid import Grid
from systemsmap.rendering.marks import Marks
from systemsmap.rendering.outline import Outline
from systemsmap.rendering.route import Route
from systemsmap.rendering.theme import Theme
from systemsmap.rendering.variables import outline_of

_CLEAR = 30.0  # names lie in every cell that a curve's points may be in while the curve is near


class Draft:
    """Words, routes and signs of a map, with what is needed to find them by place.

    Only `compose` and `Composition.after` and `settled` hold one, and only while they work.
    """

    __slots__ = (
        "arcs",
        "cells",
        "links_around",
        "map",
        "marks",
        "names",
        "outlines",
        "rounds",
        "routes",
        "theme",
    )

    def __init__(
        self,
        map_: SystemsMap,
        theme: Theme,
        rounds: dict[str, tuple[str, ...]],
        around: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.map = map_
        self.theme = theme
        self.rounds = rounds
        self.links_around = around if around is not None else links_around(rounds)
        self.outlines: dict[str, Outline] = {}
        self.routes: dict[str, Route] = {}
        self.marks: dict[str, Marks] = {}
        self.names = Grid(128.0)
        self.arcs = Grid(64.0)
        self.cells: dict[str, set[int]] = {}

    def copy(self, map_: SystemsMap, rounds: dict[str, tuple[str, ...]]) -> "Draft":
        """Return a draft of another version of the map that starts as this one is."""
        around = self.links_around if rounds is self.rounds else None
        new = Draft(map_, self.theme, rounds, around)
        new.outlines = self.outlines.copy()
        new.routes = self.routes.copy()
        new.marks = self.marks.copy()
        new.names = self.names.copy()
        new.arcs = self.arcs.copy()
        new.cells = self.cells.copy()
        return new

    def put_words(self, variable: Variable) -> None:
        """Set the words of a variable in their place."""
        self.drop_words(variable.id)
        outline = outline_of(variable, self.theme)
        self.outlines[variable.id] = outline
        self.names.add(variable.id, self._cells(outline))

    def drop_words(self, variable: str) -> None:
        """Forget a variable."""
        outline = self.outlines.pop(variable, None)
        if outline:
            self.names.remove(variable, self._cells(outline))

    def _cells(self, outline: Outline) -> list[int]:
        wide, high = outline.half_width + _CLEAR, outline.half_height + _CLEAR
        x, y = outline.x, outline.y
        return self.names.over(x - wide, y - high, x + wide, y + high)

    def put_route(self, route: Route) -> None:
        """Lay a link along a route."""
        self.drop_route(route.link)
        self.routes[route.link] = route
        self.cells[route.link] = keys = self.arcs.under(route.points)
        self.arcs.add(route.link, keys)

    def float_route(self, route: Route) -> None:
        """Lay a link along a route for a moment: it is still found by where it was.

        Half the cost of a step of a drag with a hundred links is finding them by place again;
        `anchor` does that once, at the end.
        """
        self.routes[route.link] = route

    def anchor(self, links: Iterable[str]) -> None:
        """Let links that were floating be found by where they are."""
        for id_ in links:
            route = self.routes.get(id_)
            if route and self.arcs.under(route.points) != self.cells.get(id_):
                self.put_route(route)

    def drop_route(self, link: str) -> None:
        """Take a link off the page."""
        if self.routes.pop(link, None):
            self.arcs.remove(link, self.cells.pop(link, ()))

    def links_near(self, x: float, y: float, reach: float) -> dict[str, None]:
        """Return the links that may come within `reach` of a point, and some that do not."""
        far = reach + 20.0
        return self.arcs.found(self.arcs.over(x - far, y - far, x + far, y + far))

    def links_along(self, route: Route, reach: float) -> dict[str, None]:
        """Return the links that may come within `reach` of a route, and some that do not."""
        return self.arcs.found(self.arcs.around(route.points, reach + 20.0))

    def names_along(self, route: Route) -> dict[str, None]:
        """Return the variables whose words a route may touch, and some that it does not."""
        return self.names.found(self.names.under(route.points))

    def names_near(self, x: float, y: float) -> dict[str, None]:
        """Return the variables whose words may lie within 30 units of a point, and more."""
        return self.names.found(self.names.under(((x, y),)))


def links_around(rounds: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Return by variable the links that are drawn about a loop through it."""
    around: dict[str, list[str]] = {}
    for link, variables in rounds.items():
        if len(variables) > 2:
            for variable in variables:
                around.setdefault(variable, []).append(link)
    return around

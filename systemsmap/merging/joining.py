"""Maps told with other ids: where variables of two copies are one, both call it the same."""

import json
from collections.abc import Mapping
from dataclasses import replace

from systemsmap.model.edits import merge
from systemsmap.model.edits.declined import FIELD, declined
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Link, MapInfo, NamedLoop, Record, StoryStep
from systemsmap.model.systems_map import SystemsMap, map_of

Alias = Mapping[str, str]


def with_partners(map_: SystemsMap, partners: Alias) -> SystemsMap:
    """Return the map with each variable under the id of the one that stands for it.

    Where a map has several of them they become one as by hand: links move over, notes are kept.
    """
    alias: dict[str, str] = {}
    for id_, partner in partners.items():
        if id_ not in map_.variables:
            continue
        there = partner if partner in map_.variables else alias.get(partner)
        if there is None:
            alias[partner] = id_
        else:
            map_ = merge(map_, id_, there).applied_to(map_)
    return renamed(map_, {id_: partner for partner, id_ in alias.items()})


def renamed(map_: SystemsMap, alias: Alias) -> SystemsMap:
    """Return the map with other ids for records; none of them may be there already."""
    if not alias:
        return map_
    return map_of(_renamed(record, map_, alias) for record in map_.records())


def _renamed(record: Record, map_: SystemsMap, alias: Alias) -> Record:
    match record:
        case MapInfo():
            return _info(record, map_, alias)
        case NamedLoop():
            return relinked(record, alias)
        case Link():
            ends = alias.get(record.source, record.source), alias.get(record.target, record.target)
            id_ = alias.get(record.id, record.id)
            return replace(record, id=id_, source=ends[0], target=ends[1])
        case StoryStep():
            return reshown(replace(record, id=alias.get(record.id, record.id)), alias)
    return replace(record, id=alias.get(record.id, record.id))


def relinked(loop: NamedLoop, alias: Alias) -> NamedLoop:
    """Return the loop over links that go by other ids."""
    links = tuple(dict.fromkeys(alias.get(id_, id_) for id_ in loop.links))
    if links == loop.links:
        return loop
    return replace(loop, id=loop_id(links), links=links)


def reshown(step: StoryStep, alias: Alias) -> StoryStep:
    """Return the step with the ids of what it shows."""
    if alias.keys().isdisjoint(step.ids):
        return step
    return replace(step, ids=tuple(dict.fromkeys(alias.get(id_, id_) for id_ in step.ids)))


def _info(info: MapInfo, map_: SystemsMap, alias: Alias) -> MapInfo:
    """Return what the map is about, with the links that were declined."""
    pairs = declined(map_)
    if not any(id_ in alias for pair in pairs for id_ in pair):
        return info
    fields = json.loads(info.extra)
    fields[FIELD] = sorted([alias.get(id_, id_) for id_ in pair] for pair in pairs)
    return replace(info, extra=json.dumps(fields, ensure_ascii=False))

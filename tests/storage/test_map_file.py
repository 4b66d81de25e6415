from pathlib import Path

from hypothesis import HealthCheck, given, settings

from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from tests.storage.made_maps import maps


@given(maps())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_saved_is_what_is_read(tmp_path: Path, map_: SystemsMap) -> None:
    path = tmp_path / "Ngā mahere.smap"
    saved = publish(StoredMap(map_, path), overwrite=True)
    found = read_map_file(path)
    assert found.map_ == map_
    assert [*found.map_.records()] == [*map_.records()]  # in the same order, too
    assert found == saved

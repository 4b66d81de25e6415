"""Our open text format: maps as JSON that people and scripts can write."""

from systemsmap.interchange.open_json.read import read
from systemsmap.interchange.open_json.write import write
from systemsmap.interchange.trouble import ImportTrouble

__all__ = ["ImportTrouble", "read", "write"]

"""Bytes nobody trusts to plain values."""

import json
import math

from systemsmap.interchange import limits
from systemsmap.interchange.trouble import ImportTrouble


def parse(data: bytes) -> object:
    """Return what the JSON says, in plain Python values with finite numbers.

    Raises ImportTrouble for anything that is not sound JSON of a sensible size: also for names
    given twice in one object, of which most programs silently lose one.
    """
    if len(data) > limits.FILE_BYTES:
        raise ImportTrouble(f"The file is larger than {limits.FILE_BYTES // 1_000_000} MB.")
    if data.count(b"{") + data.count(b"[") > limits.OBJECTS:
        raise ImportTrouble(f"The file holds more than {limits.OBJECTS:,} lists and objects.")
    try:
        text = data.decode(json.detect_encoding(data))
        value: object = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_finite,
            parse_constant=_no_constant,
        )
    except UnicodeDecodeError:
        raise ImportTrouble("The file is not text in Unicode.") from None
    except RecursionError:
        raise ImportTrouble("The file nests lists too deep to be a map.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ImportTrouble(f"The file is not JSON: {error.msg} at {where}.") from None
    except ImportTrouble:
        raise
    except ValueError:  # whole numbers of thousands of digits
        raise ImportTrouble("The file holds a number that is too long.") from None
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ImportTrouble(f"The field “{twice[:60]}” stands twice in one object.")
    return made


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ImportTrouble("The file holds a number that is too large.")
    return number


def _no_constant(name: str) -> float:
    raise ImportTrouble(f"The file holds {name}, which is not a number.")

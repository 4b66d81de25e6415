"""XML of other programs, parsed by a hardened parser: nothing is followed, nothing expands."""

from typing import TYPE_CHECKING

from systemsmap.interchange import limits
from systemsmap.interchange.trouble import ImportTrouble

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(data: bytes, what: str = "file", most: int = limits.FILE_BYTES) -> "_Element":
    """Return the root element. Raises ImportTrouble for what is no sound XML without a DOCTYPE."""
    from lxml import etree  # noqa: PLC0415 - thirty milliseconds that only readers of XML wait for

    if len(data) > most:
        raise ImportTrouble(f"The {what} is larger than {most // 1_000_000} MB.")
    if data.count(b"</") + data.count(b"/>") > limits.OBJECTS:
        raise ImportTrouble(f"The {what} holds more than {limits.OBJECTS:,} elements.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ImportTrouble(f"The {what} is not sound XML, or a damaged one.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ImportTrouble(f"The {what} has a document type declaration, so it was not read.")
    return root


def local(element: "_Element") -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def below(element: "_Element", name: str) -> "list[_Element]":
    """Return the children of an element with this local name."""
    return list(element.iterchildren(f"{{*}}{name}"))


def anywhere(element: "_Element", name: str) -> "list[_Element]":
    """Return all elements with this local name inside an element, in order."""
    return list(element.iter(f"{{*}}{name}"))


def text_of(element: "_Element | None") -> str:
    """Return all text inside an element, or nothing for none."""
    return "".join(str(t) for t in element.itertext()) if element is not None else ""

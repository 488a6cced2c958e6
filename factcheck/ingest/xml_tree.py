"""The bytes of an XML file go in, its tree comes out: no entity is replaced, no DTD is read,
nothing comes from the network; what is nested too deeply (256, libxml2's limit) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from factcheck.ingest.charset import decode_page
from factcheck.ingest.opened import Unusable
from factcheck.ingest.readers.text import marked_encoding

if TYPE_CHECKING:
    from lxml import etree

_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?(?P<name>[\w.-]+)")
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:[?!]|[A-Za-z_])")
_WIDE = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}  # without a mark
_DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]{0,200}\?>")
_DECLARED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"'](?P<name>[\w.:-]+)"
)
_NAMED_CHARACTER = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_BARE_AMPERSAND = re.compile(rb"&(?!#?[A-Za-z0-9]{1,30};)")
_ENTITIES = re.compile(rb"<!ENTITY\s")

ENTITIES = "an XML file that declares entities, as attacks do; save it without its DTD"


def root_name(head: bytes) -> str:
    """Return the name of the first element in the first bytes of an XML file, '' where none is."""
    if marked := marked_encoding(head):
        head = head.decode(marked, "ignore").encode()
    if not _XML_START.match(head):
        return ""
    found = _ROOT.search(head)
    return found["name"].decode("ascii", "replace") if found else ""


def _readable(data: bytes) -> bytes:
    """The file without NUL, and as UTF-8 where it is UTF-16 or UTF-32, says that it is UTF-8, or
    says nothing, and is not, or says Latin 1, which means the code page of Windows."""
    if wide := marked_encoding(data) or _WIDE.get(data[:2]):
        text = data.decode(wide, "replace").replace("\x00", "")
        return _DECLARATION.sub(b"", text.encode())
    data = data.replace(b"\x00", b"")
    declared = _DECLARED.match(data)
    name = declared["name"].decode("ascii", "replace").lower() if declared else "utf-8"
    if name not in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii"):
        return data
    try:
        data.decode("utf-8" if name.startswith("utf") else "ascii")
    except UnicodeDecodeError:
        text = decode_page(data, f"text/xml; charset={name}")
        return _DECLARATION.sub(b"", text.encode("utf-8", "replace"))
    return data


def parse_xml(data: bytes) -> etree._Element:
    """Return the root of an XML file. Raises `Unusable` with the line where it is broken."""
    from lxml import etree

    data = _readable(data)
    if _ENTITIES.search(data):
        raise Unusable(ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        words = str(error).split("\n")[0][:200]
        raise Unusable(f"broken XML ({words}); ask for the file again, or cut it there") from None
    if root is None:
        raise Unusable("an XML file with nothing in it")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise Unusable(ENTITIES)  # in an encoding that hides them from a search
    return root


def mended(data: bytes, names: frozenset[str], most: int) -> tuple[bytes, int]:
    """Return a broken or cut XML file made whole, as UTF-8, without its DTD, and the number of
    elements of these names that were left out because there are more than `most`.

    Raises `Unusable` where nothing can be made of it.
    """
    from lxml import etree

    data = _readable(data)
    root = _root(data, recover=False)
    if root is None:
        named = _NAMED_CHARACTER.sub(_numbered, data)
        root = _root(_BARE_AMPERSAND.sub(b"&amp;", named), recover=True)
    if root is None:
        raise Unusable("broken XML that cannot be mended; ask for the file again")
    further = [element for element in root.iter() if local(element) in names][most:]
    for element in further:
        if (around := element.getparent()) is not None:
            around.remove(element)
    return etree.tostring(root, encoding="utf-8"), len(further)


def _root(data: bytes, recover: bool) -> etree._Element | None:
    from lxml import etree

    parser = etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _numbered(found: re.Match[bytes]) -> bytes:
    """&nbsp; as &#160;: XML knows five names, and feeds have those of HTML."""
    name = found[1].decode("ascii")
    if name in ("amp", "lt", "gt", "quot", "apos"):
        return found[0]
    characters = html5.get(f"{name};")
    return "".join(f"&#{ord(c)};" for c in characters).encode() if characters else found[0]


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, in lower case; '' for what is no element."""
    name = element.tag
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def all_named(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements below one that have one of the names, whatever their namespace."""
    wanted = frozenset(names)
    return (below for below in element.iter() if local(below) in wanted)


def outermost(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements below one that have one of the names, but none in another of them: what
    looks at each then looks at no element twice."""
    from lxml import etree

    wanted = frozenset(names)
    walk = etree.iterwalk(element, events=("start",))
    for _, below in walk:
        if below is not element and local(below) in wanted:
            walk.skip_subtree()
            yield below


def first_named(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first element below one that has one of the names."""
    return next(all_named(element, *names), None) if element is not None else None


def words_of(element: etree._Element | None) -> str:
    """The text of an element and all below it, on one line."""
    if element is None:
        return ""
    return " ".join(unescape("".join(element.itertext())).split())

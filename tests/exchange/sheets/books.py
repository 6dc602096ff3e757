"""Small workbooks as Excel and LibreOffice make them, with invented people, and hostile ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.exchange.files import zipped

Cell = str | int | float | bool | dt.date | None
EPOCH = dt.date(1899, 12, 30)
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STYLES = (
    f'<styleSheet {NAMESPACE}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def column(index: int) -> str:
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell(at: str, value: Cell) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, dt.date):
        return f'<c r="{at}" s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    if value.startswith("<c "):
        return value.replace("<c ", f'<c r="{at}" ', 1)
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(rows: Sequence[Sequence[Cell]], *, head: str = "", right: int = 0, down: int = 0) -> str:
    body = "".join(
        f'<row r="{n + down}">'
        + "".join(_cell(f"{column(i + right)}{n + down}", value) for i, value in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, 1)
    )
    return f'<?xml version="1.0"?>{head}<worksheet {NAMESPACE}><sheetData>{body}</sheetData></worksheet>'


def parts(sheets: dict[str, str], *, hidden: Sequence[str] = ()) -> dict[str, str | bytes]:
    """The members of an XLSX; `sheets` are names and their XML."""
    state = {True: ' state="hidden"', False: ""}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"{state[name in hidden]}/>'
        for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {NAMESPACE} xmlns:r="{RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
        f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)},
    }


def xlsx(*rows: Sequence[Cell], hidden: Sequence[str] = (), **sheets: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet of these rows, or with several named ones."""
    named = dict(sheets) if sheets else {"Sheet1": rows}
    return zipped(parts({name: sheet_xml(lines) for name, lines in named.items()}, hidden=hidden))


OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def _open_cell(value: Cell) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    kind = "string"
    if isinstance(value, dt.date):
        kind = f'date" office:date-value="{value.isoformat()}'
    elif isinstance(value, int | float):
        kind = f'float" office:value="{value}'
    shown = escape(str(value))
    return f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'


def ods(*rows: Sequence[Cell], name: str = "Sheet1", head: str = "", tail: str = "") -> bytes:
    body = "".join(f"<table:table-row>{''.join(map(_open_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content xmlns:office="{OPEN}:office:1.0" '
        f'xmlns:table="{OPEN}:table:1.0" xmlns:text="{OPEN}:text:1.0"><office:body><office:spreadsheet>'
        f"<table:table table:name={quoteattr(name)}>{body}{tail}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )

"""Spreadsheets (xlsx, ods), read by python-calamine, which comes with the extra `sheets`.

What always holds: a cell that the spreadsheet knows as a date, a time or a number becomes a text that can be read in
one way only; a cell that is merged with others says in each of them what it says in the first.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.wording.text import quote
from b12track.usecases.transfer.csv.table import Line, Sheet, Unstated

_MOST_CELLS = 4_000_000


def read_sheet(data: bytes, name: str, wanted: str | None) -> Sheet:
    """One sheet of a spreadsheet: the only one that holds anything, or the one that was named."""
    try:
        import python_calamine as calamine  # nobody without a spreadsheet needs it
    except ImportError:
        raise Refused(
            name,
            "is a spreadsheet, which needs the extra `sheets`",
            Deed("install extra", "sheets"),
            "save the sheet as CSV",
        ) from None
    try:
        book = calamine.load_workbook(BytesIO(data))
        sheets = {sheet: book.get_sheet_by_name(sheet) for sheet in book.sheet_names}
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refused(name, f"is not a spreadsheet that can be read ({error})", "save it as CSV") from None
    filled = [sheet for sheet, found in sheets.items() if found.end is not None]
    if wanted is not None:
        chosen = next((sheet for sheet in sheets if sheet.casefold() == wanted.strip().casefold()), None)
        if chosen is None:
            there = ", ".join(map(quote, sheets))
            raise Refused("sheet", f"{name} has no sheet {quote(wanted)}", f"it has {there}")
    elif len(filled) > 1:
        raise Unstated(name, f"has {len(filled)} sheets", "sheet", filled)
    elif not filled:
        raise Refused(name, "is empty")
    else:
        chosen = filled[0]
    found = sheets[chosen]
    if found.total_height * found.total_width > _MOST_CELLS:
        raise Refused(name, f"the sheet {quote(chosen)} has more cells than a person's record can hold")
    rows = [[_text(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
    reaches = _fill_merged(rows, found)
    lines = [Line(number, tuple(cells)) for number, cells in enumerate(rows, 1)]
    remarks = (f"Sheet {quote(chosen)}.",) if len(sheets) > 1 else ()
    return Sheet(lines, reaches, remarks)


def _fill_merged(rows: list[list[str]], sheet: Any) -> Mapping[tuple[int, int], int] | None:
    """Say in every cell of a merged one what it says; and how far each reaches, where the file tells it at all."""
    ranges = sheet.merged_cell_ranges
    if ranges is None:
        return None
    reaches = {}
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in range(top, min(bottom + 1, len(rows))):
            rows[row][left : right + 1] = [rows[top][left]] * (min(right + 1, len(rows[row])) - left)
        reaches[top + 1, left] = right
    return reaches


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(cell, int) or cell % 1 == 0:
        return str(int(cell))
    # Three decimals could be read as thousands: one more zero, and they cannot.
    text = f"{cell:.15g}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text

"""Cells of spreadsheets: text never starts a formula, whichever program opens it; numbers stay numbers.

Knows nothing but Python: pages, commands and the child process that cleans uploads all use it.
"""

import csv
import io
import re

SIGNS = "=+-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
# What a program may leave out before it looks at the first letter: spaces, controls, marks without width.
_SKIPPED = " \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060-\u2064\u3000\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
csv.field_size_limit(1 << 30)  # a cell may be as long as the file, whose size is bounded before
_SIGN = f"[{re.escape(SIGNS)}]"
_STARTS = re.compile(f'[{_SKIPPED}"]*[\t\r\n]|[{_SKIPPED}\t\r\n"]*{_SIGN}')
_NUMBER = "[+-]?[0-9][0-9.,]*%?"
_ONLY_NUMBER = re.compile(_NUMBER)
_NOT_A_NUMBER = f'(?!{_NUMBER}"?(?:[;,\t\r\n]|$))'
_BEFORE = f'[{_SKIPPED}]*"?[{_SKIPPED}]*'


def cell(value: object) -> str:
    """What is written in a cell of CSV, XLSX or ODS: a number as the Dutch write it, a text that starts no formula."""
    if value is None:
        return ""
    if type(value) is int:
        return str(value)
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", ",") if value != int(value) else str(int(value))
    text = str(value)
    return f"'{text}" if _STARTS.match(text) and not _ONLY_NUMBER.fullmatch(text) else text


def harmless_csv(text: str) -> str:
    """A CSV file of somebody else in which no cell starts a formula, whatever the reader takes as separator."""
    first = text.partition("\n")[0]
    own = max(";,\t", key=first.count)
    text = re.sub(f"((?:^|[;\t\r\n{own}]){_BEFORE})(?={_SIGN}){_NOT_A_NUMBER}", r"\1'", text)
    # Where a comma is no separator it is mostly one of a sentence, with a space after it.
    text = re.sub(f'(,"?)(?={_SIGN}){_NOT_A_NUMBER}', r"\1'", text)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=own))
    if all(cell(one) == one for row in rows for one in row):
        return text
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=own, lineterminator="\r\n").writerows([cell(one) for one in row] for row in rows)
    return out.getvalue()

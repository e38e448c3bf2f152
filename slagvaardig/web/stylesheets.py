"""Cuts a large stylesheet to the components that our pages use, so that a phone downloads a tenth of it."""

import re
from collections.abc import Iterator, Set

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SPACE = re.compile(r"\s+")
_AROUND_SIGNS = re.compile(r"\s*([{};,>])\s*")
_CLASS = re.compile(r"\.(utrecht-[a-z0-9-]+)")
_NESTED = ("@media", "@supports", "@layer", "@container")


def slim(css: str, components: Set[str]) -> str:
    """The rules of `css` whose every selector names only `components` (`utrecht-table` covers `utrecht-table__row`).

    Comments and white space go; the caller puts the licence notice back. Rules without such a class stay out too:
    the package styles bare elements nowhere that we rely on.
    """
    return "".join(_kept(_COMMENT.sub("", css), components))


def _kept(css: str, components: Set[str]) -> Iterator[str]:
    for head, body in _blocks(css):
        if head.startswith(_NESTED):
            inner = "".join(_kept(body, components))
            if inner:
                yield f"{_tight(head)}{{{inner}}}"
        elif not head.startswith("@"):
            selectors = [_tight(part) for part in _parts(head) if _wanted(part, components)]
            if selectors:
                yield f"{','.join(selectors)}{{{_tight(body).rstrip(';')}}}\n"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Each `head { body }` at the top level of `css`; statements such as @charset are passed over."""
    depth, start, opened = 0, 0, 0
    for place, sign in enumerate(css):
        if sign == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1
        elif sign == ";" and depth == 0:
            start = place + 1


def _parts(head: str) -> Iterator[str]:
    """The selectors of a rule: split at commas that stand outside brackets, as in `a:is(b, c), d`."""
    depth, start = 0, 0
    for place, sign in enumerate(head):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield head[start:place]
            start = place + 1
    yield head[start:]


def _wanted(selector: str, components: Set[str]) -> bool:
    names = _CLASS.findall(selector)
    return bool(names) and all(re.split(r"__|--", name)[0] in components for name in names)


def _tight(text: str) -> str:
    return _AROUND_SIGNS.sub(r"\1", _SPACE.sub(" ", text)).strip()

"""Check an export of the log, with nothing but Python: python verify_log.py export.jsonl [heads.txt]

heads.txt: the heads you kept (lines of /zegels, or the mails). Without them this proves nothing against who runs the
database. Ends with 0 when all is as it was sealed, 1 when something differs, 2 when a file cannot be read.
"""

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

FIELDS = ("id", "at", "actor", "verb", "about", "circle", "detail", "trace", "activity")
CANONICAL: dict[str, Any] = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}


def lines_of(path: str) -> Iterator[dict[str, Any]]:
    with Path(path).open(encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            try:
                yield from [json.loads(text)] if text.startswith("{") else []
            except ValueError:
                raise ValueError(f"{path}, regel {number} is geen JSON; is het bestand afgekapt?") from None


def read(path: str) -> tuple[dict[int, Any], dict[int, list[Any]]]:
    seals, covered = dict[int, Any](), dict[int, list[Any]]()  # under every seal: (id, leaf, moment) of its lines
    for line in lines_of(path):
        if line["kind"] == "seal":
            seals[line["seq"]] = line
        elif line["kind"] == "leaf":
            covered.setdefault(line["seal"], []).append((line["id"], bytes.fromhex(line["leaf"]), None))
        else:
            text = json.dumps({name: line[name] for name in FIELDS}, **CANONICAL).encode()
            leaf = sha256(b"\0" + bytes.fromhex(line["salt"]) + text).digest()
            covered.setdefault(line["seal"], []).append((line["id"], leaf, datetime.fromisoformat(line["at"])))
    return seals, covered


def deviations(seals: dict[int, Any], covered: dict[int, list[Any]], heads: list[dict[str, Any]]) -> Iterator[str]:
    before, newest = bytes(32), None
    for seq in sorted({*seals, *range(1, max(seals, default=0))}):
        seal, lines = seals.get(seq), sorted(covered.pop(seq, []), key=lambda line: line[0])
        if seal is None:
            yield f"zegel {seq} ontbreekt"
            continue
        root = sha256(b"\1" + b"".join(leaf for _, leaf, _ in lines)).digest()
        if (len(lines), root.hex()) != (seal["events"], seal["root"]):
            yield f"zegel {seq}: andere regels dan verzegeld werden"
        if sha256(before + f"{seq}:{len(lines)}".encode() + root).hexdigest() != seal["head"]:
            yield f"zegel {seq}: volgt niet op het zegel ervoor"
        until, times = datetime.fromisoformat(seal["at"]), [at for _, _, at in lines if at]
        if any(at > until or (newest and at < newest - timedelta(days=1)) for at in times):
            yield f"zegel {seq}: een regel van een ander tijdstip"
        newest = max([at for at in [*times, newest] if at and at <= until], default=newest)
        before = bytes.fromhex(seal["head"])
    yield from (f"zegel {seq} bestaat niet, maar dekt regels" for seq in covered if seq is not None)
    for kept in heads:
        if any(seals.get(kept["seq"], {}).get(name) != kept[name] for name in ("head", "at") if name in kept):
            yield f"zegel {kept['seq']}: anders dan de getuige bewaarde"


def main() -> int:
    heads, (seals, covered) = [line for path in sys.argv[2:3] for line in lines_of(path)], read(sys.argv[1])
    lines = sum(len(under) for seq, under in covered.items() if seq)
    found = list(deviations(seals, covered, heads))
    counts = f"regels {lines}, zegels {len(seals)}, ankers {len(heads)}, afwijkingen {len(found)}"
    sys.stdout.write("\n".join([*found[:50], counts, ""]))
    return 1 if found else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, LookupError, TypeError, ValueError) as problem:
        sys.exit(sys.stderr.write(f"Niet te lezen: {type(problem).__name__} {problem}.\n\n{__doc__}") and 2)

"""Files of others that ship with us: where they come from, that they are unchanged, and how to renew them.

python -m slagvaardig.web.vendor check           are the committed files the ones in vendor.lock.json?
npm pack NAME@VERSION ...                        (in some folder, for each package in vendor.lock.json)
python -m slagvaardig.web.vendor unpack FOLDER   verify those packages and take the files out of them again
"""

import base64
import hashlib
import json
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from slagvaardig.web.stylesheets import slim

WEB = Path(__file__).resolve().parent
LOCK = WEB / "vendor.lock.json"


class VendorProblem(Exception):
    """A package or file is not the one that was locked; the message says which and what to do."""


def problems(lock: Path = LOCK) -> list[str]:
    """One sentence per committed file that is missing or differs from the lock; empty when all is well."""
    found = []
    for package in _packages(lock):
        for file in package["files"]:
            path = lock.parent / file["to"]
            if not path.is_file():
                found.append(f"{file['to']}: staat er niet; haal {package['name']} opnieuw op (zie vendor.py).")
            elif _sha256(path.read_bytes()) != file["sha256"]:
                found.append(f"{file['to']}: is niet het bestand uit {package['name']} {package['version']}.")
    return found


def unpack(folder: Path, lock: Path = LOCK) -> list[str]:
    """Writes every locked file from the packages in `folder` and records its hash; returns their names.

    Raises VendorProblem when a package is missing or is not the one that was locked: nothing is written then.
    """
    packages = _packages(lock)
    archives = {package["name"]: _verified(folder, package) for package in packages}
    written = []
    for package in packages:
        with tarfile.open(archives[package["name"]]) as archive:
            for file in package["files"]:
                content = _content(archive, file)
                path = lock.parent / file["to"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                file["sha256"] = _sha256(content)
                written.append(file["to"])
    lock.write_text(json.dumps({"packages": packages}, indent=2) + "\n", "utf-8")
    return written


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["check"]:
            found = problems()
            sys.stdout.write("\n".join(found or ["Alle bestanden van anderen zijn onveranderd."]) + "\n")
            return 1 if found else 0
        case ["unpack", folder]:
            sys.stdout.write("\n".join(unpack(Path(folder))) + "\n")
            return 0
    sys.stdout.write(__doc__ or "")
    return 2


def _packages(lock: Path) -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = json.loads(lock.read_text("utf-8"))["packages"]
    return packages


def _verified(folder: Path, package: dict[str, Any]) -> Path:
    name = package["name"].removeprefix("@").replace("/", "-")
    archive = folder / f"{name}-{package['version']}.tgz"
    if not archive.is_file():
        raise VendorProblem(f"{archive} staat er niet. Draai daar: npm pack {package['name']}@{package['version']}")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package["integrity"]:
        raise VendorProblem(f"{archive} is een ander pakket dan is vastgelegd. Gebruik het niet.")
    return archive


def _content(archive: tarfile.TarFile, file: dict[str, Any]) -> bytes:
    member = archive.extractfile(f"package/{file['from']}")
    if member is None:
        raise VendorProblem(f"{file['from']} zit niet meer in het pakket.")
    content = member.read()
    if "components" not in file:
        return content
    components = {f"utrecht-{name}" for name in file["components"]}
    return f"{file['notice']}\n{slim(content.decode('utf-8'), components)}".encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""`slagvaardig region check`: every mistake in a region folder, with its file and line."""

import argparse
import sys

from django.conf import settings

from slagvaardig.region.folder import check_region


def check(arguments: argparse.Namespace) -> int:
    """Print the mistakes of each folder; exit code 1 when there is one."""
    folders = arguments.folders or sorted(path.parent for path in settings.ROOT.glob("regions/*/region.toml"))
    wrong = 0
    for folder in folders:
        problems = check_region(folder)
        wrong += len(problems)
        for problem in problems:
            sys.stdout.write(f"{folder.name}/{problem}\n")
        if not problems:
            sys.stdout.write(f"{folder.name}: in orde\n")
    return 1 if wrong else 0

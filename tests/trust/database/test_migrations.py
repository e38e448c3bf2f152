"""What the migrations make is what the models say."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def test_no_migration_is_missing() -> None:
    with translation.override(None):  # as they were written: labels in the language of the code
        written = MigrationLoader(None)
        models = ProjectState.from_apps(apps)
        missing = MigrationAutodetector(written.project_state(), models).changes(graph=written.graph)
        told = [repr(operation) for found in missing.values() for one in found for operation in one.operations]
    assert told == []

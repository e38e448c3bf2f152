"""Which rows are past their end, as one condition in SQL: the rule of the database and the nightly job share it."""

from django.db import models

from slagvaardig.trust.privacy import After, Privacy

RETENTION = "retention"


def overdue(model: type[models.Model]) -> str:
    """A condition on the rows of a model; empty when no row ends by itself."""
    privacy: Privacy = model.privacy  # type: ignore[attr-defined]
    ends = privacy.ends
    if not isinstance(ends, After):
        return ""
    moment = "now()" if isinstance(model._meta.get_field(ends.field), models.DateTimeField) else "sec.today()"
    also = f" and {ends.also}" if ends.also else ""
    return f"{ends.field} < {moment} - {ends.interval}{also}"


def for_the_job(model: type[models.Model]) -> str:
    """The condition under which the nightly job sees a row, and takes it away; empty when it never does."""
    condition = overdue(model)
    return f"(sec.job() = '{RETENTION}' and {condition})" if condition else ""

"""Laying down a strategy as a version: the same text again changes nothing, another text is the next version."""

from django.db import transaction
from django.utils import timezone

from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.strategy.sentences import as_data, checksum, cut, with_keys
from slagvaardig.region.definitions import Strategy
from slagvaardig.region.folder import Region
from slagvaardig.trust.audit.actions import record


@transaction.atomic
def import_strategy(*, strategy: Strategy, by: str) -> Version:
    """The version that says what the file says: the one there is, or a new one."""
    found = cut(strategy)
    about = (strategy.title, strategy.period, strategy.adopted, strategy.source)
    digest = checksum(found, *about)
    if there := Version.objects.saying(digest):
        return there
    before = _before(strategy.period)
    taken = {one.key for version in Version.objects.all() for one in version.sentences}
    sentences = with_keys(found, before.sentences if before else [], taken)
    made = Version(
        number=Version.objects.count() + 1,
        title=strategy.title,
        period=strategy.period,
        adopted=strategy.adopted,
        source=strategy.source,
        checksum=digest,
        content=as_data(sentences),
        before=before,
        made_on=timezone.localdate(),
    )
    made.save(force_insert=True)
    changed = sum(one.what != "same" for one in made.differences)
    detail: dict[str, object] = {"number": made.number, "checksum": digest, "sentences": len(sentences)}
    record(verb="import-strategy", about=f"strategy:{made.pk}", by=by, detail={**detail, "changed": changed})
    return made


def import_strategies(*, region: Region, by: str) -> list[Version]:
    """Every strategy of a region, in order of their periods."""
    return [import_strategy(strategy=strategy, by=by) for strategy in region.strategies]


def _before(period: str) -> Version | None:
    """What a new text of a period is held against: the last text of that period, else the last of an earlier one."""
    return Version.objects.of_period(period).last() or Version.objects.of_earlier(period).last()

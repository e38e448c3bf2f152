"""A source that is down: the run says why, and the last good figures stay as they are."""

import dataclasses
from functools import partial

import pytest
from django.test import Client

from slagvaardig.see.connectors.client import Client as Visitor
from slagvaardig.see.figures import actions
from slagvaardig.see.figures.models import PullRun, Snapshot
from tests.standin import standing_in
from tests.world import World


def test_the_last_good_figures_stay_and_the_page_says_what_happened(
    real: World, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    hurried = partial(Visitor, sleep=lambda seconds: None, allow_loopback=True)
    monkeypatch.setattr("slagvaardig.see.connectors.cbs_odata3.Client", hurried)
    source = next(one for one in real.region.sources.values() if one.connector == "police")
    before = set(Snapshot.objects.values_list("pk", flat=True))
    with standing_in({}) as service:
        service.faults = ["500"] * 50
        down = dataclasses.replace(source, url=f"{service.address}/ODataFeed/odata/{source.table}")
        region = dataclasses.replace(real.region, sources={**real.region.sources, source.slug: down})
        (run,) = actions.pull(region=region, by="test:down", only=[source.slug])
    assert run.outcome == "failed"
    assert "antwoord 500" in run.message
    assert set(Snapshot.objects.values_list("pk", flat=True)) == before
    assert PullRun.objects.failed().count() == 1
    assert "antwoord 500" in client.get("/bronnen").content.decode()

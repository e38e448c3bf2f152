"""Police open data: the same protocol as CBS version 3, from another host. See cbs_odata3 for folders and options."""

from slagvaardig.see.connectors.cbs_odata3 import FETCHES, fetch, read

__all__ = ["FETCHES", "fetch", "read"]

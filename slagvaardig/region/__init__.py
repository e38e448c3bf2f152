"""Region: who and where. A region is a folder of reviewed files; nothing here knows one by name."""

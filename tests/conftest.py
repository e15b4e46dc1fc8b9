"""No test reads or writes what belongs to the person who runs it: caches, settings and state go to a folder of the run."""

from __future__ import annotations

import os
import tempfile

_HOME = tempfile.TemporaryDirectory(prefix="reader-tests-")
for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
    os.environ[name] = os.path.join(_HOME.name, name.lower())
os.environ.pop("READER_LIBRARY", None)
os.environ.pop("READER_CONFIG", None)

"""No test reads or writes what belongs to the person who runs it: caches, settings and state go to a folder of the run."""

from __future__ import annotations

import os
import tempfile
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_HOME = tempfile.TemporaryDirectory(prefix="reader-tests-")
for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
    os.environ[name] = os.path.join(_HOME.name, name.lower())
os.environ.pop("READER_LIBRARY", None)
os.environ.pop("READER_CONFIG", None)

# A check says the same of the same code every time; new counterexamples are looked for on purpose, by `make explore`.
settings.register_profile("check", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "check"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let `READER_EXAMPLES=20` make each law look at twenty times as many examples."""
    times = int(os.environ.get("READER_EXAMPLES", "1"))
    for item in items if times > 1 else ():
        law: Any = getattr(item, "obj", None)
        own = getattr(law, "_hypothesis_internal_use_settings", None)
        if own is not None:
            law._hypothesis_internal_use_settings = settings(own, max_examples=own.max_examples * times)

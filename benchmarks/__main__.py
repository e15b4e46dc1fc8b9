"""`python -m benchmarks [NAME]...`: run the measurements of this folder, all of them or those named.

A measurement is a module with a function `run()`, which prints what it finds.
"""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import benchmarks


def main(names: list[str]) -> int:
    """Run measurements in the order of their names."""
    known = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    if unknown := set(names) - set(known):
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        run = getattr(import_module(f"benchmarks.{name}"), "run", None)
        if run is not None:
            print(f"\n== {name}", flush=True)
            run()
    return 0


sys.exit(main(sys.argv[1:]))

"""How things come in for the command line: by the user's settings and rules, offline where that is asked for."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader import ingest
from reader.cli.verb import Call
from reader.cli.which_config import config_path, load_config
from reader.config import RULES


def declare_offline(parser: argparse.ArgumentParser) -> None:
    """Let a verb be told to stay away from the network."""
    parser.add_argument(
        "--offline", action="store_true", help="ask the network for nothing (`offline` in the settings: never)"
    )


def intake(call: Call) -> ingest.Intake:
    """Return the intake of this command. Raises ConfigError."""
    settings = load_config()
    comes_in = ingest.Intake.configured(
        offline=settings.offline or bool(getattr(call.options, "offline", False)),
        originals_mb=settings.originals_mb,
        rules_path=rules_path(),
    )
    told = "\n(it goes on without the rule; see `reader rules check`)"
    return comes_in.telling(lambda fault: call.output.complain(fault + told))


def rules_path() -> Path:
    """Return the file of the rules for sites: beside the settings."""
    return config_path().with_name(RULES)

"""Who may import whom: the table of docs/design.md, held against the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "reader"

MAY_USE = {
    "errors": set(),
    "config": {"errors", "model"},
    "outside": {"errors", "model"},
    "piping": {"errors", "outside"},
    "model": {"errors"},
    "text": {"errors", "model"},
    "store": {"errors", "model"},
    "ingest": {"errors", "model", "text"},
    "importers": {"errors", "model", "ingest"},
    "search": {"errors", "model", "text", "store"},
    "export": {"errors", "model", "text"},
    "review": {"errors", "model"},
    "cli": {
        "errors",
        "config",
        "outside",
        "piping",
        "model",
        "text",
        "store",
        "ingest",
        "importers",
        "search",
        "export",
        "review",
        "tui",
    },
    "tui": {
        "errors",
        "config",
        "outside",
        "piping",
        "model",
        "text",
        "store",
        "ingest",
        "importers",
        "search",
        "export",
        "review",
    },
    "__main__": {"cli"},
}
"""The command line may start the interface (`tui`), by its one public function."""

ONLY_IN = {
    "tinydb": {"store"},
    "fsrs": {"review"},
    "httpx": {"ingest"},
    "html2text": {"ingest"},
    "trafilatura": {"ingest"},
    "lxml": {"ingest"},
    "textual": {"tui"},
    "textual_image": {"tui"},
    "PIL": {"tui"},
    "rich": {"tui", "text"},
    "markdown_it": {"text"},
    "subprocess": {"outside", "piping", "ingest", "text", "search"},
    "webbrowser": set(),
    "socket": {"ingest"},
    "urllib.request": set(),
}
"""Foreign modules that have one home. `text` may use `rich.cells` alone: the width table Textual draws by."""

MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def package_of(path: Path) -> str:
    part = path.relative_to(ROOT).parts[0]
    return part.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each import of a module as (dotted module, imported name or "")."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from ((node.module or "", alias.name) for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_package_may(path: Path) -> None:
    package = package_of(path)
    for module, name in imports(path):
        parts = module.split(".")
        if parts[0] == "reader":
            used = parts[1] if len(parts) > 1 else name
            assert used in MAY_USE[package] | {package, "__version__"}, f"{path} imports {module}"
        for foreign, homes in ONLY_IN.items():
            if module == foreign or module.startswith(foreign + "."):
                assert package in homes, f"{path} imports {module}, which lives in {sorted(homes)}"


@pytest.mark.parametrize("path", [p for p in MODULES if package_of(p) == "model"], ids=lambda path: path.name)
def test_the_model_stands_on_the_standard_library_alone(path: Path) -> None:
    import sys

    for module, _ in imports(path):
        assert module.split(".")[0] in sys.stdlib_module_names | {"reader"}, f"{path} imports {module}"


@pytest.mark.parametrize("path", [p for p in MODULES if package_of(p) == "text"], ids=lambda path: path.name)
def test_text_uses_the_width_table_of_rich_and_nothing_else_of_it(path: Path) -> None:
    assert not [m for m, _ in imports(path) if m.split(".")[0] == "rich" and m != "rich.cells"]


def test_nothing_is_imported_for_type_checking_only() -> None:
    assert not [path for path in MODULES if "TYPE_CHECKING" in path.read_text("utf-8")]


@pytest.mark.parametrize("stub", sorted(ROOT.rglob("__init__.pyi")), ids=lambda path: str(path.parent.name))
def test_a_package_that_imports_late_has_the_names_its_stub_tells(stub: Path) -> None:
    package = ".".join(["reader", *stub.parent.relative_to(ROOT).parts])
    told = {
        alias.name: node.module or ""
        for node in ast.parse(stub.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for name, home in told.items():
        assert getattr(import_module(package), name) is getattr(import_module(home), name)
    assert told.keys() >= getattr(import_module(package), "_HOMES", {}).keys()
    assert not hasattr(import_module(package), "nothing_of_this_name")

"""What is kept between runs has a bound: a server that many readers use for weeks must not grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_KEPT = 256
PARTS = ("model", "data", "pages")
MODULES = [ROOT / "app.py", *(one for part in PARTS for one in sorted((ROOT / part).rglob("*.py")))]


def caches(module: Path) -> Iterator[tuple[ast.FunctionDef, str, int | None]]:
    """Yield every cached function of a module, what caches it, and how many answers it keeps."""
    for function in ast.walk(ast.parse(module.read_text())):
        if not isinstance(function, ast.FunctionDef):
            continue
        for decorator in function.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            name = ast.unparse(called).rpartition(".")[2]
            if name in ("cache", "lru_cache", "cache_data", "cache_resource"):
                said = {one.arg: one.value for one in getattr(decorator, "keywords", [])}
                bound = said.get("maxsize", said.get("max_entries"))
                yield function, name, ast.literal_eval(bound) if bound else None


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_every_cache_of_a_function_with_arguments_is_bounded(module):
    for function, name, bound in caches(module):
        if name == "cache":
            assert not ast.unparse(function.args), function.name
        else:
            assert bound is not None and 0 < bound <= MOST_KEPT, function.name


def test_the_caches_are_found():
    assert len([one for module in MODULES for one in caches(module)]) > 30

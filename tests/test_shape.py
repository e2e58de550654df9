import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
DATA_ONLY = {"tzdata"}  # read by zoneinfo, imported by nobody
DRIVERS = {"aiosqlite", "asyncpg"}  # SQLAlchemy imports them
NEVER_COMMITTED = {"__pycache__", "data"}
PLATFORM = {"platform", "platforms", "_platforms"}
"""What a platform is called above platforms/."""


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "mentorbot").rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def housed() -> set[str]:
    return {name for each in CONTRACTS for name in each.get("protected_modules", [])} | DRIVERS


def told_tree() -> dict[str, str]:
    """Each path in the README's tree, and what is said about it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- tree -->\n```\n(.*?)```\n<!-- /tree -->", readme, re.DOTALL)
    assert block, "README.md has no tree between <!-- tree --> and <!-- /tree -->"
    told: dict[str, str] = {}
    folders: list[str] = []
    for line in block.group(1).splitlines():
        name, _, purpose = line.strip().partition(" ")
        depth = (len(line) - len(line.lstrip())) // 2
        folders[depth:] = [name]
        told["".join(folders)] = purpose.strip()
    return told


def children(folder: Path) -> set[str]:
    return {
        f"{path.relative_to(ROOT).as_posix()}{'/' if path.is_dir() else ''}"
        for path in folder.iterdir()
        if not path.name.startswith((".", "__init__")) and path.name not in NEVER_COMMITTED
    }


def test_imports_keep_every_contract() -> None:
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_contract_has_an_exception() -> None:
    assert not [contract["name"] for contract in CONTRACTS if any("ignore" in option for option in contract)]


def test_every_third_party_name_has_a_home() -> None:
    ours = set(sys.stdlib_module_names) | {"mentorbot"}
    homeless = {(str(path), name) for path, module in sources() for name in imported(module) if name not in ours}
    assert {each for each in homeless if each[1] not in housed()} == set()


def test_every_dependency_is_a_name_with_a_home() -> None:
    named: dict[str, set[str]] = {}
    for name, distributions in importlib.metadata.packages_distributions().items():
        for distribution in distributions:
            named.setdefault(re.sub(r"[-_.]+", "-", distribution).lower(), set()).add(name)
    declared = {re.split(r"[^A-Za-z0-9.-]", line)[0].lower() for line in PROJECT["project"]["dependencies"]}
    assert {each for each in declared - DATA_ONLY if not named[each] & housed()} == set()


def test_the_readme_tree_is_the_repository() -> None:
    there = children(ROOT) | children(ROOT / "mentorbot") | children(ROOT / "mentorbot" / "platforms")
    told = set(told_tree())
    assert there - told == set(), "not in the README's tree"
    assert {path for path in told if not (ROOT / path).exists()} == set(), "only in the README's tree"


def test_the_readme_tree_says_what_everything_is_for() -> None:
    assert {path for path, purpose in told_tree().items() if not purpose} == set()


def test_one_place_sends_what_is_not_an_answer() -> None:
    sites = [
        path.as_posix()
        for path, module in above_the_platforms()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "send"
    ]
    assert sites == ["mentorbot/outbox/courier.py"]


def test_no_platform_is_waited_for_while_a_database_session_is_open() -> None:
    modules = dict(above_the_platforms())
    reaching = reaching_a_platform(modules.values())
    assert {"person_named", "deliver", "find"} <= reaching
    found = {path.as_posix(): list(waits_in_sessions(module, reaching)) for path, module in modules.items()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "body",
    [
        "await ctx.platform.person(1)",
        "return [await each for each in ctx.platform.people()]",
        "if True:\n            await asyncio.gather(*map(through_another, rows))",
        "await through_another(1)",
        "async for _ in self._platforms[name].people(): pass",
        "async with ctx.platform.session(): pass",
    ],
)
@pytest.mark.parametrize("session", ["ctx.store.begin() as tx", "self._store.read()", "lock, store.begin() as tx"])
def test_a_platform_waited_for_in_a_session_would_be_seen(session: str, body: str) -> None:
    told = "async def through_another(_):\n    await platform.send(1)\n"
    module = ast.parse(f"{told}async def run():\n    async with {session}:\n        {body}\n")
    assert list(waits_in_sessions(module, reaching_a_platform([module]))) != []


def above_the_platforms() -> Iterator[tuple[Path, ast.Module]]:
    return ((path, module) for path, module in sources() if path.parts[1] != "platforms")


def waits_in_sessions(module: ast.Module, reaching: AbstractSet[str]) -> Iterator[int]:
    """The lines of this module that wait for a platform inside `async with store.begin()` or `.read()`."""
    for block in ast.walk(module):
        if isinstance(block, ast.AsyncWith) and any(opens_session(item.context_expr) for item in block.items):
            yield from (each.lineno for line in block.body for each in waits(line) if mentions(each, reaching))


def reaching_a_platform(modules: Iterable[ast.Module]) -> AbstractSet[str]:
    """Every function that waits for a platform, by itself or through another; known by name alone."""
    functions = [node for module in modules for node in ast.walk(module) if isinstance(node, ast.AsyncFunctionDef)]
    reaching: set[str] = set()
    while found := {
        each.name
        for each in functions
        if each.name not in reaching and any(mentions(wait, reaching) for wait in waits(each))
    }:
        reaching |= found
    return reaching


def waits(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that something is awaited of."""
    for each in ast.walk(node):
        match each:
            case ast.Await(value=value):
                yield value
            case ast.AsyncFor(iter=value) | ast.comprehension(iter=value):
                yield value
            case ast.AsyncWith(items=items):
                yield from (item.context_expr for item in items)


def mentions(node: ast.AST, reaching: AbstractSet[str]) -> bool:
    """Whether something of a platform (`ctx.platform.person`) or one of these functions is named in it."""
    return any(name_of(each) in reaching or name_of(owner(each)) in PLATFORM for each in ast.walk(node))


def owner(node: ast.AST) -> ast.AST:
    """What an attribute is looked up on."""
    match node:
        case ast.Attribute(value=ast.Subscript(value=value)) | ast.Attribute(value=value):
            return value
    return ast.Pass()


def opens_session(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=store, attr="begin" | "read")):
            return name_of(store).lstrip("_") == "store"
    return False


def name_of(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_bot_py_tells_an_old_python_what_to_run() -> None:
    ast.parse((ROOT / "bot.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_bot_py_without_the_packages_says_what_to_run() -> None:
    bare = [sys.executable, "-E", "-S", str(ROOT / "bot.py")]
    done = subprocess.run(bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "run: make run\n")


def test_the_locks_name_the_public_index_alone() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    hosts = set(re.findall(r"(\w+://[^/\"]*)", lock))
    assert hosts == {"https://pypi.org", "https://files.pythonhosted.org"}
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(encoding="utf-8"), path.name


def test_the_lists_are_what_the_lock_says() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked: dict[str, set[str]] = defaultdict(set)  # of some there is a version for each Python
    for package in lock["package"]:
        locked[package["name"]].add(package["version"])
    for path in (ROOT / "requirements").glob("*.txt"):
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert version in locked[name], f"{path.name}: {name}; run make lock"

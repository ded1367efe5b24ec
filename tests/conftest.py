"""What every test may ask for: the shared benchmark data, and the rule that a skip in CI is a failure."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("GUARANTOR_CI") == "1"


def need(present: bool, what: str, how: str) -> None:
    """Skip with a line that says what is missing and how to get it; in CI, fail instead."""
    if present:
        return
    message = f"{what} is not here: {how}"
    if IN_CI:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the checkout (or ``$GUARANTOR_SHARED``)."""
    folder = Path(os.environ.get("GUARANTOR_SHARED", ROOT.parent / "shared"))
    need(
        (folder / "bench").is_dir(), "the shared benchmark data", "set GUARANTOR_SHARED to the folder that holds bench/"
    )
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that the browser tests drive."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need(found is not None, "Chromium", "on Debian and Ubuntu: apt-get install chromium")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def postgres_bin() -> Path:
    """The folder of PostgreSQL's own programs (initdb, pg_ctl)."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").is_dir() else []
    with_initdb = [folder for folder in folders if (folder / "initdb").exists()]
    found = shutil.which("initdb")
    need(bool(with_initdb or found), "PostgreSQL", "on Debian and Ubuntu: apt-get install postgresql")
    return with_initdb[-1] if with_initdb else Path(str(found)).parent


def _ordinary_user() -> dict[str, str]:
    """PostgreSQL does not run as root; then the user that Debian's package made is taken."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


@pytest.fixture(scope="session")
def postgres(postgres_bin: Path) -> Iterator[str]:
    """The address of a PostgreSQL server of our own, in a folder of its own, reachable by a socket in it."""
    need(importlib.util.find_spec("psycopg") is not None, "psycopg", "pip install 'psycopg[binary]'")
    folder = Path(tempfile.mkdtemp(prefix="guarantor-pg-"))
    user = _ordinary_user()
    if user:
        shutil.chown(folder, **user)
    data = folder / "data"
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **user}
    subprocess.run([postgres_bin / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N"], **run)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60 -p 54321"
    subprocess.run([postgres_bin / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start"], **run)
    try:
        yield f"postgresql:///postgres?host={folder}&port=54321&user=tester"
    finally:
        subprocess.run([postgres_bin / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def read_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled case, laid out and read once; tests that write copy it."""
    from guarantor.case import demo_case

    folder = tmp_path_factory.mktemp("demo") / "case"
    with demo_case(folder) as case:
        case.read([folder / "reports"])
    return folder


@contextmanager
def _only_looked_at(case: Any) -> Iterator[None]:
    """The shared case is every test's: whoever writes to it fails here, and not in the tests that come after."""
    before = case.record.head
    yield
    assert case.record.head == before, "a test wrote to the shared case; take `own`, a copy"


@pytest.fixture
def demo(read_demo: Path) -> Iterator[object]:
    """The bundled case, read and open; for looking only."""
    from guarantor.case import open_case

    with open_case(read_demo) as case, _only_looked_at(case):
        yield case


@pytest.fixture
def own(read_demo: Path, tmp_path: Path) -> Iterator[object]:
    """A copy of the bundled case, read and open, to be written to."""
    from guarantor.case import open_case

    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        yield case


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[object]:
    """A Chromium without a window."""
    from playwright.sync_api import sync_playwright
    from tests.served import FLAGS

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(read_demo: Path) -> Iterator[str]:
    """Where the bundled case's board answers; for looking only."""
    from tests.served import serving

    from guarantor.board.app import application
    from guarantor.case import open_case

    with open_case(read_demo) as case, _only_looked_at(case), serving(application(case)) as found:
        yield found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI every test has what it needs: a skip there would hide what was not tested, so it fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter is not None else []
    if IN_CI and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"{len(skipped)} skipped in CI, where nothing may be missing", red=True)

import os
import stat
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from config import environment
from config.stack import paths


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "DATA", tmp_path)
    return tmp_path


@pytest.mark.parametrize("length", [1, 40, 100, 200])
def test_a_socket_path_always_fits(monkeypatch, length):
    monkeypatch.setattr(paths, "DATA", Path("/" + "ü" * length))
    longest = paths.socket_dir("test-postgres-0") / ".s.PGSQL.5432.lock"
    assert len(os.fsencode(longest)) <= 107


def test_two_long_checkouts_do_not_share_sockets(monkeypatch):
    folders = set()
    for name in ("a", "b"):
        monkeypatch.setattr(paths, "DATA", Path("/" + name * 150))
        folders.add(paths.socket_dir("postgres"))
    assert len(folders) == 2
    assert all(folder.parent == Path(tempfile.gettempdir()) for folder in folders)


def test_addresses_survive_odd_folder_names(monkeypatch):
    monkeypatch.setattr(paths, "DATA", Path("/my work/50% & more+ü#"))
    setting = environment.database(paths.database_url())
    assert setting["HOST"] == "/my work/50% & more+ü#/postgres/run"
    assert setting["NAME"] == setting["USER"] == "mentorship"
    assert unquote(urlsplit(paths.redis_url()).path) == "/my work/50% & more+ü#/valkey/run/valkey.sock"


def test_the_local_secret_is_made_once_and_private(data):
    secret = paths.local_secret()
    assert secret == paths.local_secret()
    assert len(secret) >= 50
    assert stat.S_IMODE((data / "secret").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make somebody else's folder")
def test_a_folder_made_by_somebody_else_is_refused(tmp_path):
    os.chown(tmp_path, 12345, 12345)
    with pytest.raises(SystemExit, match="belongs to another user"):
        paths.make_private(tmp_path)

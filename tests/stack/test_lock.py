import subprocess
import sys

import pytest

from config.stack import paths
from config.stack.lock import FileLock, Held


def test_the_second_hears_what_the_first_wrote(tmp_path):
    first = FileLock(tmp_path / "up.lock").acquire("starting")
    first.write("http://localhost:8000/ (process 7)")
    with pytest.raises(Held, match=r"http://localhost:8000/ \(process 7\)"):
        FileLock(tmp_path / "up.lock").acquire("mine")
    assert FileLock(tmp_path / "up.lock").is_held()
    first.release()


def test_a_released_lock_is_free_and_empty(tmp_path):
    FileLock(tmp_path / "up.lock").acquire("starting").release()
    assert not FileLock(tmp_path / "up.lock").is_held()
    assert (tmp_path / "up.lock").read_text() == ""


def test_no_lock_file_means_nobody_holds_it(tmp_path):
    assert not FileLock(tmp_path / "up.lock").is_held()


def test_a_killed_holder_leaves_no_stale_lock(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from config.stack.lock import FileLock\n"
        "FileLock(Path(sys.argv[1])).acquire('gone soon'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "up.lock"], cwd=paths.ROOT, check=False)
    FileLock(tmp_path / "up.lock").acquire("mine").release()

import subprocess
import sys
from pathlib import Path

from systemsmap.storage.locks import SessionLock, is_locked

HOLD = """
import sys, pathlib
from systemsmap.storage.locks import SessionLock
print(SessionLock(pathlib.Path(sys.argv[1])).take(), flush=True)
sys.stdin.read()
"""


def test_a_lock_is_had_once_even_in_one_process(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    first, second = SessionLock(path), SessionLock(path)
    assert first.take()
    assert not second.take()
    assert not second.take()
    first.release()
    assert not path.exists()
    assert second.take()
    second.release()
    second.release()


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"True"
        assert not SessionLock(path).take()
        holder.kill()
    lock = SessionLock(path)
    assert lock.take()
    lock.release()


def test_looking_at_a_lock_neither_takes_nor_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    lock, looker = SessionLock(path), SessionLock(path)
    assert looker.is_held() is None
    assert not path.exists()
    assert lock.take()
    assert [looker.is_held(), looker.is_held()] == [True, True]
    lock.release()
    path.touch()
    assert looker.is_held() is False
    assert lock.take()
    lock.release()


def test_a_file_that_is_not_there_is_not_locked(tmp_path: Path) -> None:
    assert not is_locked(tmp_path / "none")

"""Files are whole or absent, private, and never replace another unasked."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tracker.errors import AccessError, OutputError, StorageError
from tracker.exchange.files import write, write_private

ROOT = Path(__file__).parents[3]


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path):
    return path.stat().st_mode & 0o777


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def run(code, **options):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=False, timeout=60, **options
    )


def test_text_and_bytes_are_written_in_order(tmp_path):
    write_private(tmp_path / "out", iter(["é\r\n", b"\x00\xff"]), force=False)

    assert (tmp_path / "out").read_bytes() == "é\r\n".encode() + b"\x00\xff"
    assert names(tmp_path) == ["out"]


def test_nothing_to_write_is_an_empty_file(tmp_path):
    write_private(tmp_path / "out", [], force=False)

    assert (tmp_path / "out").read_bytes() == b""


def test_a_file_is_its_owner_s_alone(tmp_path, umask):
    write_private(tmp_path / "out", ["x"], force=False)

    assert mode(tmp_path / "out") == 0o600


def test_a_replaced_file_becomes_private_too(tmp_path, umask):
    old = tmp_path / "out"
    old.touch()
    old.chmod(0o644)

    write_private(old, ["x"], force=True)

    assert mode(old) == 0o600


def test_the_unfinished_file_is_private_too(tmp_path, umask):
    seen = []

    def chunks():
        yield "x"
        seen.extend(mode(path) for path in tmp_path.iterdir())

    write_private(tmp_path / "out", chunks(), force=False)

    assert seen == [0o600]


def test_an_older_file_is_kept_without_force(tmp_path):
    (tmp_path / "out").write_text("old")

    with pytest.raises(OutputError, match="already there") as caught:
        write_private(tmp_path / "out", ["new"], force=False)

    assert "--force" in caught.value.hint
    assert (tmp_path / "out").read_text() == "old"
    assert names(tmp_path) == ["out"]


def test_an_older_file_is_replaced_with_force(tmp_path):
    (tmp_path / "out").write_text("old")

    write_private(tmp_path / "out", ["new"], force=True)

    assert (tmp_path / "out").read_text() == "new"


def no_links(*_):
    raise OSError(errno.EOPNOTSUPP, "no hard links here")


@pytest.fixture(params=["links", "no links"])
def file_system(request, monkeypatch):
    if request.param == "no links":
        monkeypatch.setattr(Path, "hardlink_to", no_links)


def test_a_file_that_appears_meanwhile_is_kept(tmp_path, file_system):
    def chunks():
        yield "new"
        (tmp_path / "out").write_text("other")

    with pytest.raises(OutputError, match="already there"):
        write_private(tmp_path / "out", chunks(), force=False)

    assert (tmp_path / "out").read_text() == "other"
    assert names(tmp_path) == ["out"]


def test_a_file_is_made_on_every_file_system(tmp_path, file_system):
    write_private(tmp_path / "out", ["new"], force=False)

    assert (tmp_path / "out").read_text() == "new"
    assert mode(tmp_path / "out") == 0o600
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("target", ["precious", "nowhere"])
def test_a_link_is_refused_without_force(tmp_path, target):
    (tmp_path / "precious").write_text("old")
    (tmp_path / "out").symlink_to(target)

    with pytest.raises(OutputError):
        write_private(tmp_path / "out", ["new"], force=False)

    assert (tmp_path / "precious").read_text() == "old"
    assert names(tmp_path) == ["out", "precious"]


def test_a_link_is_replaced_by_force_and_what_it_points_to_is_left_alone(tmp_path):
    (tmp_path / "precious").write_text("old")
    (tmp_path / "out").symlink_to("precious")

    write_private(tmp_path / "out", ["new"], force=True)

    assert not (tmp_path / "out").is_symlink()
    assert (tmp_path / "out").read_text() == "new"
    assert (tmp_path / "precious").read_text() == "old"


@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_file_is_never_replaced(tmp_path, force):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    for name in ("folder", "pipe"):
        with pytest.raises(OutputError, match="is not a file"):
            write_private(tmp_path / name, ["x"], force=force)

    assert names(tmp_path) == ["folder", "pipe"]


@pytest.mark.parametrize("name", ["missing/out", "file/out", "n" * 300, "nul\0"])
def test_a_place_that_cannot_be_is_an_output_error(tmp_path, name):
    (tmp_path / "file").touch()

    with pytest.raises(OutputError) as caught:
        write_private(tmp_path / name, ["x"], force=False)

    assert caught.value.exit_code == 73
    assert names(tmp_path) == ["file"]


def test_a_name_of_the_greatest_length_is_written(tmp_path):
    write_private(tmp_path / ("n" * 255), ["x"], force=False)

    assert names(tmp_path) == ["n" * 255]


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_a_fault_in_what_is_written_leaves_the_older_file(tmp_path, stop):
    (tmp_path / "out").write_text("old")

    def chunks():
        yield "new"
        raise stop

    with pytest.raises(stop):
        write_private(tmp_path / "out", chunks(), force=True)

    assert (tmp_path / "out").read_text() == "old"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("limit", [0, 4096, 65_536])
def test_a_disk_that_is_full_leaves_the_older_file_and_no_partial_one(tmp_path, limit):
    (tmp_path / "out").write_text("old")
    code = """
        import resource, sys
        from pathlib import Path
        from tracker.errors import TrackerError
        from tracker.exchange.files import write_private
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
        try:
            write_private(Path(sys.argv[1]), (b"x" * 1000 for _ in range(100)), force=True)
        except TrackerError as error:
            print(error)
            sys.exit(error.exit_code)
    """

    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), tmp_path / "out", str(limit)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (74, b"")
    assert (tmp_path / "out").read_text() == "old"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize(
    ("name", "number", "error"),
    [
        ("fsync", errno.EIO, StorageError),
        ("fsync", errno.ENOSPC, StorageError),
        ("fsync", errno.EDQUOT, StorageError),
        ("open", errno.EACCES, AccessError),
        ("open", errno.EROFS, AccessError),
        ("open", errno.ENOSPC, StorageError),
        ("fchmod", errno.EPERM, AccessError),
    ],
)
def test_each_failure_has_its_words_and_leaves_nothing(tmp_path, monkeypatch, name, number, error):
    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, fail)

    with pytest.raises(error):
        write_private(tmp_path / "out", ["x"], force=False)

    monkeypatch.undo()
    assert names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can become another")
def test_a_folder_that_one_may_not_write_to_is_an_access_error(tmp_path):
    tmp_path.chmod(0o755)
    code = f"""
        import os, sys
        from pathlib import Path
        from tracker.errors import TrackerError
        from tracker.exchange.files import write_private
        os.setegid(65534); os.seteuid(65534)
        try:
            write_private(Path({str(tmp_path / "out")!r}), ["x"], force=False)
        except TrackerError as error:
            sys.exit(error.exit_code)
    """

    assert run(code).returncode == 77
    assert names(tmp_path) == []


def test_what_a_killed_program_left_is_gone_after_the_next_export(tmp_path):
    code = f"""
        import os, signal
        from pathlib import Path
        from tracker.exchange.files import write_private
        def chunks():
            yield "half"
            os.kill(os.getpid(), signal.SIGKILL)
        write_private(Path({str(tmp_path / "out")!r}), chunks(), force=False)
    """
    assert run(code).returncode == -signal.SIGKILL
    assert len(names(tmp_path)) == 1
    (tmp_path / f".tracker-{os.getpid()}-0123456789abcdef.tmp").touch()
    (tmp_path / ".tracker-mine.tmp").touch()

    write_private(tmp_path / "out", ["whole"], force=False)

    living = f".tracker-{os.getpid()}-0123456789abcdef.tmp"
    assert names(tmp_path) == sorted([living, ".tracker-mine.tmp", "out"])


def test_the_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    steps = []
    sync, link = os.fsync, Path.hardlink_to
    monkeypatch.setattr(os, "fsync", lambda fd: (steps.append("sync"), sync(fd)))
    monkeypatch.setattr(Path, "hardlink_to", lambda *p: (steps.append("name"), link(*p)))

    write_private(tmp_path / "out", ["x"], force=False)

    assert steps == ["sync", "name", "sync"]


def test_a_dash_is_standard_output(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)

    write("-", ["é", b"\xff"], force=False)

    assert capfdbinary.readouterr().out == b"\xc3\xa9\xff"
    assert names(tmp_path) == []


def test_a_name_is_a_file(tmp_path):
    write(str(tmp_path / "out"), ["x"], force=False)

    assert (tmp_path / "out").read_text() == "x"


TO_STDOUT = """
    import sys
    from tracker.errors import TrackerError
    from tracker.exchange.files import write
    try:
        write("-", ["x" * 100 for _ in range({count})], force=False)
    except TrackerError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stdout = None
        sys.exit(141)
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("count", [1, 10_000])
def test_a_full_standard_output_is_said_once(count):
    with Path("/dev/full").open("wb") as full:
        done = run(TO_STDOUT.format(count=count), stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 74
    assert done.stderr.count(b"\n") == 1
    assert b"standard output could not be written: no space left on device." in done.stderr


def test_a_reader_that_went_away_is_left_to_the_caller():
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run(TO_STDOUT.format(count=10_000), stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)

    assert done.returncode == 141

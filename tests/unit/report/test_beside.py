"""A job beside the caller's work: the same result, the same error, and no process left behind."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os
from tracker.report.beside import ahead
parent = os.getpid()
def prepare():
    where = "there" if os.getpid() != parent else "here"
    def job(argument):
        {job}
    return job
found = ahead(prepare)({argument})
try:
    print(found())
except ValueError as error:
    print("raised", error)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody left")
"""
THREAD = "from threading import *\nThread(target=Event().wait, daemon=True).start()"
linux = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="a second process is used on Linux with two processors",
)


def printed(job, argument="7", before=""):
    program = f"{before}\n{PROGRAM.format(job=job, argument=argument)}"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@linux
@pytest.mark.parametrize(
    ("job", "argument", "result"),
    [
        ("return where, argument", "7", "('there', 7)"),
        ("return where, len(argument)", "'x' * 1_000_000", "('there', 1000000)"),  # over a pipe's
        ("return 'x' * 1_000_000", "None", "x" * 1_000_000),
        ("raise ValueError('no')", "None", "raised no"),
        ("return where if where == 'here' else os.kill(os.getpid(), 9)", "None", "here"),
    ],
    ids=["result", "large argument", "large result", "error", "killed"],
)
def test_the_result_or_the_error_is_that_of_another_process(job, argument, result):
    assert printed(job, argument) == [result, "nobody left"]


@pytest.mark.parametrize("before", ["import numpy", THREAD], ids=["numpy", "threads"])
def test_where_a_second_process_is_not_safe_the_job_runs_when_it_is_asked_for(before):
    assert printed("return where, argument", before=before) == ["('here', 7)", "nobody left"]


@linux
def test_a_process_that_was_given_nothing_ends_with_its_parent():
    program = (
        "from tracker.report.beside import ahead\n"
        "ahead(lambda: print('there', flush=True) or (lambda argument: 7))\n"
        "import time; time.sleep(0.5)"
    )
    # what is printed is whole only once nobody holds the output any longer
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "there\n"

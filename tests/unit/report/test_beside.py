"""A job beside the caller's work: the same result, the same error, and no process left behind."""

import os
import subprocess
import sys

import pytest

from tracker.report.beside import beside

PROGRAM = """
import os, sys
from tracker.report import beside
parent = os.getpid()
def job():
    {job}
found = beside.beside(job)
print("forked" if found is not job else "here")
try:
    print(found())
except ValueError as error:
    print("raised", error)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody left")
"""
linux = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="a second process is used on Linux with two processors",
)


def printed(job, before=""):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", before + PROGRAM.format(job=job)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@linux
def test_the_result_comes_from_another_process():
    assert printed("return os.getpid() != parent") == ["forked", "True", "nobody left"]


@linux
def test_an_error_is_raised_as_if_the_job_had_run_here():
    assert printed("raise ValueError('no')") == ["forked", "raised no", "nobody left"]


@linux
def test_a_process_that_is_killed_costs_only_its_time():
    job = "return 'here' if os.getpid() == parent else os.kill(os.getpid(), 9)"
    assert printed(job) == ["forked", "here", "nobody left"]


@linux
def test_a_result_larger_than_a_pipe_comes_whole():
    assert printed("return 'x' * 1_000_000")[1] == "x" * 1_000_000


@pytest.mark.parametrize(
    "before",
    ["import numpy", "from threading import *\nThread(target=Event().wait, daemon=True).start()"],
)
def test_beside_other_threads_the_job_runs_when_it_is_asked_for(before):
    assert printed("return os.getpid() == parent", before)[:2] == ["here", "True"]


def test_with_numpy_loaded_nothing_is_started():
    pytest.importorskip("numpy")
    assert beside(job := lambda: 7) is job

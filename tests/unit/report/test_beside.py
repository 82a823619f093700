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


AHEAD = """
import os
from tracker.report import beside
parent = os.getpid()
def prepare():
    where = "there" if os.getpid() != parent else "here"
    return lambda argument: {answer}
give = beside.ahead(prepare)
found = give({argument})
print(found())
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody left")
"""


@linux
@pytest.mark.parametrize(
    ("before", "answer", "argument", "expected"),
    [
        ("", "(where, argument)", "7", "('there', 7)"),
        ("", "(where, len(argument))", "'x' * 1_000_000", "('there', 1000000)"),
        ("", "where if where == 'here' else os.kill(os.getpid(), 9)", "None", "here"),
        ("import numpy", "(where, argument)", "7", "('here', 7)"),
    ],
)
def test_a_process_begun_ahead_is_given_its_argument_later(before, answer, argument, expected):
    program = AHEAD.format(answer=answer, argument=argument)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{before}\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [expected, "nobody left"]


@linux
def test_a_process_begun_ahead_ends_with_its_parent():
    program = (
        "from tracker.report import beside\n"
        "beside.ahead(lambda: print('there', flush=True) or (lambda argument: 7))\n"
        "import time; time.sleep(0.5)"
    )
    # what is printed is whole only once nobody holds the output any longer
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "there\n"


@pytest.mark.parametrize(
    "before",
    ["import numpy", "from threading import *\nThread(target=Event().wait, daemon=True).start()"],
)
def test_beside_other_threads_the_job_runs_when_it_is_asked_for(before):
    assert printed("return os.getpid() == parent", before)[:2] == ["here", "True"]


def test_with_numpy_loaded_nothing_is_started():
    pytest.importorskip("numpy")
    assert beside(job := lambda: 7) is job

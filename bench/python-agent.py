"""
What the Python agent costs, against plain Python in the same run: python3 bench/python-agent.py [PYTHON…]

A Lab that only says welcome runs in a process of its own. Plain and observed run in turn, several rounds. Of each there
are two figures: time as it passes, the smallest of all rounds, since other work on the machine can only make one
longer; and time of the CPU (the process and its children, without the Lab's), the median, which a busy machine disturbs
less. Goals of issue 4: a start costs at most 10 ms more, a thread 0.1 ms, a fork 1 ms, a spawn 15 %, a printed line 5 us,
pure computing at most 5 %. ONLY=word measures only what has the word in its name, ROUNDS=n so many rounds.
"""
import json
import os
import resource
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

AGENT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src", "agents", "python")
ROUNDS = int(os.environ.get("ROUNDS", "7"))

#: name, number of times, setup, what is done so many times
WORK = {
    "thread start and join": (200, "import threading", "t = threading.Thread(target=int); t.start(); t.join()"),
    "os.fork and wait": (30, "import os", "pid = os.fork()\n    if pid == 0: os._exit(0)\n    os.waitpid(pid, 0)"),
    "Process, fork": (
        30,
        "import multiprocessing as mp; mp = mp.get_context('fork')",
        "p = mp.Process(target=int); p.start(); p.join()",
    ),
    "Process, spawn": (
        4,
        "import multiprocessing as mp; mp = mp.get_context('spawn')",
        "p = mp.Process(target=int); p.start(); p.join()",
    ),
    "with lock": (100_000, "import threading; lock = threading.Lock()", "with lock: pass"),
    "queue put and get": (20_000, "import queue; q = queue.Queue()", "q.put(1); q.get()"),
    "with lock of processes": (
        20_000,
        "import multiprocessing as mp; lock = mp.get_context('fork').Lock()",
        "with lock: pass",
    ),
    "pipe between processes": (
        5_000,
        "import multiprocessing as mp; here, there = mp.get_context('fork').Pipe()",
        "here.send(1); there.recv()",
    ),
    "os.write to a pipe": (20_000, "import os; r, w = os.pipe()", "os.write(w, b'x'); os.read(r, 1)"),
    "print a line (plain: -u)": (100_000, "", "print('line number', n)"),
    "print a line with flush": (5_000, "", "print('line number', n, flush=True)"),
    "a step of pure computing": (1_000_000, "x = 0", "x = (x * 31 + n) % 1000003"),
}

PROGRAM = """
import os, time
from resource import getrusage
def cpu():
    return sum(sum(getrusage(who)[:2]) for who in (0, -1))
{setup}
def work():
  global x
  for n in range({times}):
    {body}
if __name__ == "__main__":
    begun, used = time.perf_counter(), cpu()
    work()
    passed, used = time.perf_counter() - begun, cpu() - used
    with open(os.environ["FIGURE"], "w") as file:
        file.write("%r %r" % (passed / {times}, used / {times}))
"""


def lab(path: str) -> None:
    """Says welcome to whoever comes, and reads."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(64)
    payload = json.dumps(
        dict(protocol=1, run="r", process=1, speed=1, sampleMs=0, scratch=os.path.dirname(path))
    ).encode()
    welcome = struct.pack("<IId", 0x81 | len(payload) << 8, 0, 0.0) + payload + bytes(-len(payload) & 7)

    def serve(connection: socket.socket) -> None:
        try:
            connection.recv(65536)
            connection.sendall(welcome)
            while connection.recv(1 << 20):
                pass
        except OSError:
            # The process has gone.
            return

    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


def children_cpu() -> float:
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def measure(python: str) -> None:
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "lab")
    hosted = subprocess.Popen([sys.executable, __file__, "--lab", path])
    # Plain output has a reader too: it would be cheaper than it is anywhere into the null device.
    reader = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    agent = os.path.join(folder, "agent")
    shutil.copytree(AGENT, agent, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([python, "-m", "py_compile", "spindle_agent.py", "sitecustomize.py"], cwd=agent, check=True)
    while not os.path.exists(path):
        time.sleep(0.01)
    figure = os.path.join(folder, "figure")
    plain = dict(os.environ, FIGURE=figure)
    address = json.dumps(dict(path=path, secret="s", key="root"))
    observed = dict(plain, PYTHONPATH=agent, SPINDLE_AGENT=address)
    print(python)

    def run(program: str, environment: dict, *flags: str) -> tuple:
        begun, used = time.perf_counter(), children_cpu()
        subprocess.run([python, *flags, program], env=environment, stdout=reader.stdin, check=True)
        return time.perf_counter() - begun, children_cpu() - used

    def compare(name: str, unit: float, word: str, plainly, observedly) -> None:
        pairs = [(plainly(), observedly()) for _ in range(ROUNDS)]
        words = []
        for which, choose in ((0, min), (1, statistics.median)):
            one, two = (choose(figures[which] for figures in side) / unit for side in zip(*pairs))
            words.append("%9.2f %9.2f %s  %+9.2f %5.2fx" % (one, two, word, two - one, two / max(one, 1e-9)))
        print("  %-26s passed %s   cpu %s" % (name, *words), flush=True)

    only = os.environ.get("ONLY", "")
    try:
        empty = os.path.join(folder, "empty.py")
        open(empty, "w").close()
        if only in "an empty program":
            compare("an empty program", 1e-3, "ms", lambda: run(empty, plain), lambda: run(empty, observed))
        for name, (times, setup, body) in WORK.items():
            if only not in name:
                continue
            program = os.path.join(folder, "program.py")
            with open(program, "w") as file:
                file.write(PROGRAM.format(setup=setup or "pass", times=times, body=body))

            def inside(environment: dict, *flags: str) -> tuple:
                run(program, environment, *flags)
                with open(figure) as file:
                    return tuple(map(float, file.read().split()))

            compare(name, 1e-6, "us", lambda: inside(plain, "-u"), lambda: inside(observed))
    finally:
        hosted.kill()
        hosted.wait()
        reader.stdin.close()
        reader.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--lab"]:
        lab(sys.argv[2])
    for python in sys.argv[1:] or [sys.executable]:
        measure(python)

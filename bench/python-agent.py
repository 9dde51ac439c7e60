"""
What the Python agent costs, against plain Python in the same run: python3 bench/python-agent.py [PYTHON…]

A Lab that only says welcome runs in a process of its own. Each figure is the smallest of several rounds, plain
and observed in turn, since other work on the machine can only make a round longer. Goals of issue 4: a start
costs at most 10 ms more, a thread 0.1 ms, a fork 1 ms, a spawn 15 %, a printed line 5 us; pure computing at most 5 %.
"""
import json
import os
import shutil
import socket
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
    "print a line (plain: -u)": (100_000, "", "print('line number', n)"),
    "print a line with flush": (5_000, "", "print('line number', n, flush=True)"),
    "a step of pure computing": (1_000_000, "x = 0", "x = (x * 31 + n) % 1000003"),
}

PROGRAM = """
import os, time
{setup}
def work():
  global x
  for n in range({times}):
    {body}
if __name__ == "__main__":
    begun = time.perf_counter()
    work()
    with open(os.environ["FIGURE"], "w") as file:
        file.write(str((time.perf_counter() - begun) / {times}))
"""


def lab(path: str) -> None:
    """Says welcome to whoever comes, and reads."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(64)
    payload = json.dumps(dict(protocol=1, run="r", process=1, speed=1, sampleMs=0, scratch="/")).encode()
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


def measure(python: str) -> None:
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "lab")
    hosted = subprocess.Popen([sys.executable, __file__, "--lab", path])
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

    def run(program: str, environment: dict, *flags: str) -> float:
        begun = time.perf_counter()
        subprocess.run([python, *flags, program], env=environment, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begun

    def compare(name: str, unit: float, word: str, plainly, observedly) -> None:
        pairs = [(plainly(), observedly()) for _ in range(ROUNDS)]
        one, two = (min(side) / unit for side in zip(*pairs))
        print("  %-26s %9.2f %9.2f %s   +%.2f, %.2fx" % (name, one, two, word, two - one, two / one))

    try:
        empty = os.path.join(folder, "empty.py")
        open(empty, "w").close()
        compare("an empty program", 1e-3, "ms", lambda: run(empty, plain), lambda: run(empty, observed))
        for name, (times, setup, body) in WORK.items():
            program = os.path.join(folder, "program.py")
            with open(program, "w") as file:
                file.write(PROGRAM.format(setup=setup or "pass", times=times, body=body))

            def inside(environment: dict, *flags: str) -> float:
                run(program, environment, *flags)
                with open(figure) as file:
                    return float(file.read())

            compare(name, 1e-6, "us", lambda: inside(plain, "-u"), lambda: inside(observed))
    finally:
        hosted.kill()
        hosted.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--lab"]:
        lab(sys.argv[2])
    for python in sys.argv[1:] or [sys.executable]:
        measure(python)

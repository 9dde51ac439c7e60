"""The parts of the agent that are for Windows alone, on a `_winapi` that is not the real one: python3 windows.py AGENT"""
import os
import subprocess
import sys
import threading
import time
import types
import unittest

here, agent_folder = os.path.dirname(os.path.abspath(__file__)), sys.argv.pop(1)
sys.path[:0] = [here, agent_folder]
sys.dont_write_bytecode = True
import fake_winapi as api  # noqa: E402

real_platform = sys.platform
sys.platform = "win32"
sys.modules["_winapi"] = api
import spindle_agent as agent  # noqa: E402

sys.platform = real_platform
LAB = "\\\\.\\pipe\\spindle-test"
OPEN = api.PIPE_ACCESS_DUPLEX | api.FILE_FLAG_OVERLAPPED


class Lab:
    """The other end: a server of named pipes that says welcome."""

    def __init__(self, name):
        self.handle = api.CreateNamedPipe(name, OPEN, api.PIPE_WAIT, 1, 0, 0, 0, api.NULL)
        self.end = api.handles[self.handle]
        self.frames, self.bytes = agent.Frames(), 0

    def say(self, kind, unit, payload):
        self.end.socket.sendall(agent.frame(kind, unit, 0, agent.to_json(payload).encode()))

    def hear(self):
        """The frames up to the next that arrive, as (kind, unit, payload or text)."""
        heard = []
        while not heard:
            data = self.frames.rest + self.end.socket.recv(1 << 16)
            self.bytes, at = self.bytes + len(data), 0
            while len(data) - at >= 16:
                head, unit, _ = agent.HEADER.unpack_from(data, at)
                end = at + 16 + (head >> 8)
                if end > len(data):
                    break
                heard.append((head & 0xFF, unit, data[at + 16 : end].decode()))
                at = end + -(head >> 8) % 8
            self.frames.rest = data[at:]
        return heard


class Connection(unittest.TestCase):
    def setUp(self):
        self.name = LAB + self.id()

    def open(self):
        lab = Lab(self.name)
        link = agent.Link(self.name)
        self.addCleanup(link.close)
        return lab, link

    def test_reads_what_comes_in_pieces_and_learns_of_the_end(self):
        lab, link = self.open()
        self.assertEqual(link.poll(0), [])
        lab.end.socket.sendall(b"one")
        self.assertEqual(link.poll(None), [(agent.FROM_LAB, 0)])
        self.assertEqual(link.read(), b"one")
        lab.end.socket.sendall(b"two")
        link.poll(None)
        self.assertEqual(link.read(), b"two")
        lab.end.socket.close()
        self.assertEqual(link.poll(None), [(agent.FROM_LAB, 0)])
        self.assertEqual(link.read(), b"")

    def test_is_woken_once_for_many_calls(self):
        _, link = self.open()
        for _ in range(1000):
            link.wake()
        self.assertEqual(link.poll(None), [(agent.WOKEN, 0)])
        link.calm()
        self.assertEqual(link.poll(1), [])
        link.wake()
        self.assertEqual(link.poll(None), [(agent.WOKEN, 0)])

    def test_waits_for_an_instance_of_a_busy_pipe(self):
        api.names.add(self.name)
        later = threading.Timer(0.05, lambda: setattr(self, "lab", Lab(self.name)))
        later.start()
        link = agent.Link(self.name)
        later.join()
        link.wake()
        self.assertEqual(link.poll(None), [(agent.WOKEN, 0)])
        link.close()

    def test_fails_where_there_is_no_lab(self):
        with self.assertRaises(OSError):
            agent.Link(LAB + "-nowhere")

    def test_tells_the_end_of_a_child_and_its_code(self):
        _, link = self.open()
        child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read(); sys.exit(3)"], stdin=-1)
        handle = link.watch_child(child.pid)
        self.assertEqual(link.poll(1), [])
        child.stdin.close()
        self.assertEqual(link.poll(None), [(handle, 0)])
        self.assertEqual(link.child_status(handle, child.pid), 3)
        self.assertEqual(link.poll(1), [])
        child.returncode = 3

    def test_a_code_of_terminate_is_that_of_sigterm(self):
        _, link = self.open()
        handle = api.new_handle(types.SimpleNamespace(is_set=True, code=0x10000))
        link.children.append(handle)
        self.assertEqual(link.child_status(handle, 1), -15)

    def test_sends_all_and_obeys_meanwhile_while_the_lab_reads_slowly(self):
        lab, link = self.open()
        a = agent.AGENT
        a.link, a.mode, a.address, a.standard = link, "on", {}, {}
        a.control = agent.Control(agent.Frames())
        a.control.start()
        unit = agent.Unit(1, "main", "MainThread")
        agent.UNITS[threading.get_ident()] = agent.NUMBERED[1] = unit
        lines = ["line %d\n" % n for n in range(60_000)]

        def write():
            for line in lines:
                agent.append((unit, agent.OUT, 1, line))
                a.nudge(agent.now())
            a.flush()

        writer = threading.Thread(target=write)
        agent.UNITS.clear()
        writer.start()
        # Nobody reads: the writer stands in a write. A command is heard all the same, and answered afterwards.
        lab.say(agent.COMMAND, 0, {"name": "speed", "speed": 7, "id": 5})
        while a.speed != 7:
            time.sleep(0)
        text, replies = [], []
        while len("".join(text)) < len("".join(lines)) or not replies:
            for kind, number, payload in lab.hear():
                if kind == agent.OUT:
                    self.assertEqual(number, 1)
                    text.append(payload)
                elif kind == agent.REPLY:
                    replies.append(payload)
        writer.join()
        self.assertEqual("".join(text), "".join(lines))
        self.assertEqual(replies, ['{"id":5,"ok":true}'])
        # An exception between two steps of sending loses nothing and sends nothing twice.
        count, calls = link.written, []

        def interrupted(flights):
            calls.append(len(flights))
            if len(calls) == 2:
                raise KeyboardInterrupt
            return count(flights)

        a.control.stop()
        agent.append((unit, agent.OUT, 1, "after an exception\n"))
        link.writing = (*link.writing[:2], interrupted)
        with self.assertRaises(KeyboardInterrupt):
            a.flush()
        a.flush()
        agent.append((unit, agent.OUT, 1, "and the next\n"))
        a.flush()
        self.assertEqual(calls[:2], [0, 1])
        rest = []
        while "".join(rest) != "after an exception\nand the next\n":
            rest += [payload for _, _, payload in lab.hear()]
        a.mode = "off"


class Commands(unittest.TestCase):
    def test_takes_command_lines_apart_as_they_were_put_together(self):
        for words in (
            ["python.exe", "-c", "from multiprocessing.spawn import spawn_main; spawn_main(pipe_handle=4)", "--x"],
            ["C:\\Program Files\\Python\\python.exe", "a b.py", "", 'say "hi"', "back\\slash\\", 'x\\"y', "\\\\"],
            ["py\tthon", "a", "\\", "\\\\ \\", '"'],
        ):
            self.assertEqual(agent.words_of(subprocess.list2cmdline(words)), words)

    def test_knows_a_python_that_is_spawned(self):
        line = '"C:\\Py\\python.exe" "-c" "from multiprocessing.spawn import spawn_main; spawn_main(x=1)" "--fork"'
        words = [word.replace("C:\\Py\\", "") for word in agent.words_of(line)]
        self.assertEqual(agent.python_command(words), ("spawn", ""))

    def test_a_child_gets_the_address_and_its_own_streams_are_left_alone(self):
        started = []

        def CreateProcess(*args):
            started.append(args)
            return 1, 2, 77, 78

        CreateProcess.__module__ = "_winapi"
        module = types.SimpleNamespace(CreateProcess=CreateProcess)
        a = agent.AGENT
        a.mode, a.address, a.standard, a.folder = "on", {"path": "p", "secret": "s"}, {0: None, 1: None, 2: None}, "F"
        a.link, a.control = types.SimpleNamespace(wake=lambda: None), None
        a.flush = lambda: None
        agent.patch_winapi(module)
        stdlib = agent.STDLIB + "subprocess.py"
        agent.student_files[stdlib] = ""
        scope = {"module": module, "line": '"%s" script.py' % sys.executable}
        source = (
            "def _execute_child():\n"
            "    return module.CreateProcess(None, line, None, None, 0, 0, {'A': 'b'}, None, object())\n"
            "def __init__(stdin, stdout, stderr):\n    return _execute_child()\n"
        )
        exec(compile(source, stdlib, "exec"), scope)
        self.assertEqual(scope["__init__"](None, -1, -2), (1, 2, 77, 78))
        environment = started[0][6]
        self.assertEqual((environment["A"], environment["PYTHONPATH"]), ("b", "F"))
        address = agent.from_json(environment["SPINDLE_AGENT"])
        self.assertEqual((address["role"], address["standard"]), ("run", {"0": None}))
        self.assertEqual(agent.CHILDREN[77].name, os.path.basename(sys.executable) + " script.py")
        module.CreateProcess(None, "notepad.exe file.txt", None, None, 0, 0, None, None, None)
        self.assertEqual(started[1][6], None)
        a.mode = "off"
        del a.flush


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")

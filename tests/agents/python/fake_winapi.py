"""
Stands for CPython's `_winapi` where there is no Windows: named pipes, overlapped input and output, processes, as far
as the agent uses them, over socket pairs and threads. Strict: an operation the real one would refuse, or on which it
would hang (two at once on a handle that was not opened for overlapped use), fails here.
"""
import itertools
import os
import socket
import threading
import time

NULL, INFINITE, WAIT_OBJECT_0, WAIT_TIMEOUT = 0, 0xFFFFFFFF, 0, 258
GENERIC_READ, GENERIC_WRITE, OPEN_EXISTING = 0x80000000, 0x40000000, 3
FILE_FLAG_OVERLAPPED, FILE_FLAG_FIRST_PIPE_INSTANCE = 0x40000000, 0x80000
PIPE_ACCESS_INBOUND, PIPE_ACCESS_DUPLEX, PIPE_WAIT, NMPWAIT_WAIT_FOREVER = 1, 3, 0, 0xFFFFFFFF
ERROR_IO_PENDING, ERROR_PIPE_BUSY, ERROR_BROKEN_PIPE, ERROR_FILE_NOT_FOUND = 997, 231, 109, 2
MAXIMUM_WAIT_OBJECTS = 64

changed = threading.Condition()
handles = {}
numbers = itertools.count(4, 4)
#: Instances of pipes that wait for a client, by name; names of pipes that exist at all.
listening, names = {}, set()


def failure(number, what):
    error = OSError(number, what)
    error.winerror = number
    return error


def new_handle(thing):
    number = next(numbers)
    handles[number] = thing
    return number


class Event:
    def __init__(self):
        self.is_set = False

    def set(self):
        with changed:
            self.is_set = True
            changed.notify_all()


class PipeEnd:
    def __init__(self, flags):
        self.is_overlapped = bool(flags & FILE_FLAG_OVERLAPPED)
        self.socket = None
        self.reads = self.writes = 0
        self.connected = None


class Overlapped:
    def __init__(self, work):
        self.signal = Event()
        self.event = new_handle(self.signal)
        self.data, self.count, self.error = None, 0, None
        threading.Thread(target=self.run, args=(work,), daemon=True).start()

    def run(self, work):
        try:
            self.count, self.data = work()
        except OSError:
            self.error = ERROR_BROKEN_PIPE
        self.signal.set()

    def GetOverlappedResult(self, wait, /):
        with changed:
            while wait and not self.signal.is_set:
                changed.wait()
        if not self.signal.is_set:
            raise failure(996, "incomplete")
        if self.error:
            raise failure(self.error, "the pipe has been ended")
        return self.count, 0

    def getbuffer(self):
        return self.data


def CreateNamedPipe(name, open_mode, pipe_mode, max_instances, out_size, in_size, timeout, security, /):
    assert name.startswith("\\\\.\\pipe\\") and security == NULL and 1 <= max_instances <= 255
    if open_mode & FILE_FLAG_FIRST_PIPE_INSTANCE and name in names:
        raise failure(5, "access denied")
    end = PipeEnd(open_mode)
    end.connected = Event()
    with changed:
        names.add(name)
        listening.setdefault(name, []).append(end)
        changed.notify_all()
    return new_handle(end)


def CreateFile(name, access, share, security, creation, flags, template, /):
    assert (share, security, creation, template) == (0, NULL, OPEN_EXISTING, NULL)
    with changed:
        if name not in names:
            raise failure(ERROR_FILE_NOT_FOUND, "no such pipe")
        if not listening.get(name):
            raise failure(ERROR_PIPE_BUSY, "all instances are busy")
        server = listening[name].pop(0)
    client = PipeEnd(flags)
    server.socket, client.socket = socket.socketpair()
    server.connected.set()
    return new_handle(client)


def WaitNamedPipe(name, timeout, /):
    until = time.monotonic() + timeout / 1000
    with changed:
        while not listening.get(name):
            if not changed.wait(until - time.monotonic()):
                raise failure(121, "timeout")


def ConnectNamedPipe(handle, overlapped=False):
    end = handles[handle]
    assert overlapped and end.is_overlapped

    def work():
        with changed:
            while not end.connected.is_set:
                changed.wait()
        return 0, None

    return Overlapped(work)


def ReadFile(handle, size, overlapped=False):
    end = handles[handle]
    assert isinstance(overlapped, (bool, int)) and overlapped and end.is_overlapped, "would block whoever writes"
    assert end.reads == 0, "two reads at once"
    end.reads += 1

    def work():
        try:
            data = end.socket.recv(size)
        finally:
            end.reads -= 1
        if not data:
            raise OSError
        return len(data), data

    return Overlapped(work), ERROR_IO_PENDING


def WriteFile(handle, buffer, overlapped=False):
    end = handles[handle]
    assert overlapped and end.is_overlapped, "would block whoever reads"
    data = bytes(buffer)

    def work():
        end.socket.sendall(data)
        return len(data), None

    return Overlapped(work), ERROR_IO_PENDING


def WaitForMultipleObjects(sequence, wait_all, milliseconds=INFINITE, /):
    assert not wait_all and 0 < len(sequence) <= MAXIMUM_WAIT_OBJECTS and isinstance(milliseconds, int)
    events = [handles[handle] for handle in sequence]
    until = None if milliseconds == INFINITE else time.monotonic() + milliseconds / 1000
    with changed:
        while True:
            for index, event in enumerate(events):
                if event.is_set:
                    return WAIT_OBJECT_0 + index
            left = None if until is None else until - time.monotonic()
            if left is not None and left <= 0:
                return WAIT_TIMEOUT
            changed.wait(left)


class Process(Event):
    def __init__(self, pid):
        super().__init__()
        self.pid, self.code = pid, 259
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]) & 0xFFFFFFFF
        self.set()


def OpenProcess(access, inherit, pid, /):
    assert access == 0x101000 and inherit is False
    if pid == 0:
        raise failure(87, "no such process")
    return new_handle(Process(pid))


def GetExitCodeProcess(handle, /):
    return handles[handle].code


def CloseHandle(handle, /):
    thing = handles.pop(handle)
    if isinstance(thing, PipeEnd) and thing.socket is not None:
        thing.socket.shutdown(socket.SHUT_RDWR)


def CreateProcess(*args):
    raise AssertionError("the test hands in its own")

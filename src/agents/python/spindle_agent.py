"""
Spindle's agent for CPython 3.9 to 3.14: it tells the Lab which threads and processes a program makes, what
each of them does or waits for, and what it prints, and it obeys the Lab's commands. One file of the standard
library; docs/python.md says what it changes for a program, docs/protocol.md what it says to the Lab.

What flows where:

    student's threads ──append──▶ QUEUE ──pack──▶ batch of frames ──write──▶ socket ──▶ Lab
    control thread ◀──────────────────────────────── commands ◀──────────── socket ◀── Lab

QUEUE takes one tuple per piece of text or per fact, in the order in which things happened in the whole
process. Appending is one atomic operation, so it is safe in signal handlers, destructors and threads that an
exception may strike at any instruction. Whoever needs to (a full queue, an explicit flush, a wait that
begins) packs and writes, holding SENDING; otherwise the control thread does so TICK_NS after the first piece.
The queue is bounded: a thread that finds MOST_QUEUED pieces writes them itself, and so waits for the Lab.

Rules of a careful guest:

- A wrapper stays out of tracebacks (`hide`), and hooks that need no wrapper are preferred: the dicts and sets
  in which `threading` and `multiprocessing` keep book are replaced by ones that tell us.
- Modules are patched when the program imports them, never imported for its sake.
- No signal handler, no warning filter, nothing in the environment, no low file descriptor.
- Whatever goes wrong in here must not reach the program: `guarded` reports it to the Lab as a note.

Contents, in this order; each begins with a line of dashes:

    framing                            frames of the protocol, and JSON without importing json
    names and places                   the student's own lines; tracebacks and errors
    the queue and its sender           QUEUE, pack, and the one Agent of this process
    units                              threads and children as the Lab knows them
    streams                            sys.stdout, sys.stderr and the standard input in all its forms
    waits                              what a thread stands in, and what the reader calls that thing
    locks                              threading.Lock and RLock
    messages and holders               arrows, and what the processes of a run leave for each other
    threads                            threading, _thread, queue
    processes                          multiprocessing's objects, and how children end
    locks and pipes between processes  multiprocessing.synchronize and connection
    commands that start Python         spawn, fork servers, subprocess, os
    what is patched, and when          the list of patches and the finder that applies them
    the connection                     a Unix socket, or a named pipe on Windows
    the control thread                 sends, tells of waits and ends, obeys
    fork and exit                      the two sides of a fork; the last words
    the start                          hello, and the beginning of the program
"""
from __future__ import annotations

import _thread
import atexit
import io
import os
import sys
import time
from _collections import deque  # pyright: ignore[reportMissingImports]
from _struct import Struct
from _weakref import ref
from itertools import count, islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PROTOCOL_VERSION = 1

# The clock of the Lab, which libuv reads: of those that Python has, the one that stands for the same counter.
if sys.platform == "win32":
    # Up to 3.12 the monotonic clock is that of GetTickCount64, which goes in steps of 15 ms.
    now = time.perf_counter_ns
elif sys.platform == "darwin":

    def now() -> int:
        """mach_continuous_time(): unlike the monotonic clock it goes on while the machine sleeps."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)

else:
    now = time.monotonic_ns
get_ident = _thread.get_ident
get_native_id = getattr(_thread, "get_native_id", None)
getframe = sys._getframe
allocate_lock = _thread.allocate_lock
start_new_thread = _thread.start_new_thread
write_fd = os.write
read_fd = os.read
exit_now = os._exit
kill = os.kill

# --- framing -----------------------------------------------------------------------------------------------
# A frame: u8 type, u24 length, u32 unit, f64 time in ns, all little-endian; payload padded to 8 bytes.

HELLO, UNIT, STATE, OUT, ERR, END, CHANGE, SAMPLE = 1, 2, 3, 4, 5, 6, 7, 8
LINK, NOTE, BYE, REPLY = 0x0A, 0x0B, 0x0C, 0x0D
WELCOME, REFUSE, COMMAND = 0x81, 0x82, 0x83
# Marks in the queue that never leave it: send what the unit has printed without a line end, or what all have.
SETTLE, SETTLE_ALL = 0x100, 0x101
# Another such mark: what is printed from here on is a frame of its own, with a time of its own.
SEAL = 0x102
# A wait that is told while it may just be ending: the payload is a `Told`.
WAITING = 0xFF

HEADER = Struct("<IId")
MAX_TEXT_BYTES = 64 * 1024
PADS = tuple(bytes(n) for n in (0, 7, 6, 5, 4, 3, 2, 1))

try:
    from _json import encode_basestring_ascii as quote
    from _json import make_scanner

    class Reading:
        """What the C scanner asks of its decoder."""

        strict = False
        object_hook = None
        object_pairs_hook = None
        parse_float = float
        parse_int = int
        parse_constant = float
        memo: dict = {}

    scan = make_scanner(Reading)  # pyright: ignore[reportArgumentType]

    def from_json(text: str) -> Any:
        """Reads a JSON value without the cost of importing `json` (and `re` with it)."""
        return scan(text, 0)[0]

except ImportError:  # A build without the accelerator.
    import json
    from json.encoder import py_encode_basestring_ascii as quote

    def from_json(text: str) -> Any:
        return json.loads(text)


def to_json(value) -> str:
    """Writes dicts with string keys, lists, strings, numbers, booleans and None as JSON."""
    kind = type(value)
    if kind is str:
        return quote(value)
    if kind is dict:
        return "{%s}" % ",".join([quote(k) + ":" + to_json(v) for k, v in value.items()])
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is list or kind is tuple:
        return "[%s]" % ",".join([to_json(v) for v in value])
    return repr(value)


def frame(kind: int, unit: int, at: int, payload: bytes) -> bytes:
    size = len(payload)
    return HEADER.pack(kind | size << 8, unit, at) + payload + PADS[size & 7]


def text_frames(kind: int, unit: int, at: int, text: str) -> list[bytes]:
    """Text in frames of at most MAX_TEXT_BYTES, never cut inside a character."""
    data = text.encode("utf-8", "surrogateescape")
    if len(data) <= MAX_TEXT_BYTES:
        return [frame(kind, unit, at, data)]
    frames, start = [], 0
    while start < len(data):
        end = min(start + MAX_TEXT_BYTES, len(data))
        cut = end
        while cut < len(data) and cut > end - 4 and data[cut] & 0xC0 == 0x80:
            cut -= 1
        frames.append(frame(kind, unit, at, data[start:cut]))
        start = cut
    return frames


RUNNING = b'{"state":"running"}'

# --- names and places --------------------------------------------------------------------------------------

HERE = getframe().f_code.co_filename
STDLIB = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
#: By the name of a file of code: "" for a library's, else its absolute path.
student_files: dict[str, str] = {}


def student_file(filename: str) -> str:
    """The absolute path of a file of the student's; "" where it belongs to Python, an installed package or us."""
    known = student_files.get(filename)
    if known is None:
        library = (
            filename == HERE
            or filename.startswith(("<", STDLIB))
            or (os.sep + "site-packages" + os.sep) in filename
            or (os.sep + "dist-packages" + os.sep) in filename
        )
        known = student_files[filename] = "" if library else os.path.abspath(filename)[:4096]
    return known


def is_library(filename: str) -> bool:
    """Whether code belongs to Python or an installed package. Text that was run (exec, -c) is the student's."""
    return not student_file(filename) and (filename == HERE or filename[:1] != "<" or filename.startswith("<frozen"))


def in_library(filename: str, *parts: str) -> bool:
    return is_library(filename) and filename.endswith(os.path.join(os.sep, *parts))


def place_of(at) -> tuple[str, int] | None:
    """File and line of the nearest frame in the student's own files, going outwards."""
    while at is not None:
        file = student_file(at.f_code.co_filename)
        if file:
            return file, max(at.f_lineno or 1, 1)
        at = at.f_back
    return None


def source_json(at) -> str:
    """The `source` of a unit made in a frame, as the end of a JSON object."""
    place = place_of(at)
    return "}" if place is None else ',"source":{"file":%s,"line":%d}}' % (quote(place[0]), place[1])


if sys.version_info >= (3, 11):

    def hide(error: BaseException) -> None:
        """Takes our own frames off the outer end of a traceback, before a bare `raise` sends it on."""
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename == HERE:
            trace = trace.tb_next
        error.__traceback__ = trace

else:

    def hide(error: BaseException) -> None:
        """As above. Up to 3.10 a bare `raise` takes the traceback from the thread's state, not from the error."""
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename == HERE:
            trace = trace.tb_next
        error.__traceback__ = trace
        try:
            import ctypes

            api = ctypes.pythonapi
            api.Py_IncRef.argtypes = [ctypes.py_object]
            api.PyErr_SetExcInfo.argtypes = [ctypes.py_object, ctypes.py_object, ctypes.c_void_p]
            # PyErr_SetExcInfo takes over one reference to each of its arguments.
            for thing in (type(error), error):
                api.Py_IncRef(thing)
            if trace is not None:
                api.Py_IncRef(trace)
            api.PyErr_SetExcInfo(type(error), error, None if trace is None else id(trace))
        except ImportError:
            # A build without ctypes: the traceback shows one line too many.
            return


def full_name(kind: type) -> str:
    """The name of an exception's class as a traceback prints it."""
    if kind.__module__ in ("builtins", "__main__"):
        return kind.__qualname__
    return "%s.%s" % (kind.__module__, kind.__qualname__)


def error_facts(error: BaseException) -> dict:
    """A `ProgramError`: type, message, and the innermost place in the student's own code."""
    try:
        message = str(error)
    except Exception:
        message = "<exception str() failed>"
    facts: dict = {"type": full_name(type(error))[:200], "message": message[:100_000]}
    place: dict | None = None
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        place = {"file": student_file(error.filename) or error.filename[:4096], "line": error.lineno}
        if error.offset and error.offset > 0:
            place["column"] = error.offset
    trace = error.__traceback__
    while trace is not None and not isinstance(error, SyntaxError):
        code = trace.tb_frame.f_code
        file = student_file(code.co_filename)
        if file:
            place = {"file": file, "line": max(trace.tb_lineno or 1, 1)}
            positions = getattr(code, "co_positions", None)
            if positions is not None and trace.tb_lasti >= 0:
                column = next(islice(positions(), trace.tb_lasti // 2, None), (None,) * 4)[2]
                if column is not None:
                    place["column"] = column + 1
        trace = trace.tb_next
    if place is not None:
        facts["place"] = place
    return facts


# --- the queue and its sender ------------------------------------------------------------------------------

#: How long a piece may wait for company, and how often waits are looked at while any are new.
TICK_NS = 4_000_000
#: A thread that finds so many pieces in the queue sends them itself.
MOST_QUEUED = 1_000
#: Text this long is sent at once: it fills frames without company.
LONG_TEXT = 32_768
#: A wait shorter than this is not told.
SHORT_WAIT_NS = 1_000_000

#: Stands for the connection where a file descriptor may stand as well.
TO_LAB = -1

#: (unit, type of frame, time in ns, text or payload)
QUEUE: deque = deque()
append = QUEUE.append


class Batch:
    """What is on its way. Every step forward is one store or one call into C, so that an exception raised in
    the middle of sending (Ctrl-C, an interrupt) leaves it exact: nothing is lost and nothing is sent twice."""

    __slots__ = ("pieces", "packed", "sent")

    def __init__(self) -> None:
        #: Not empty as long as anything of it has not been written: taken out of QUEUE in one step.
        self.pieces: list = []
        #: The bytes per file descriptor, and what is then left of lines without an end.
        self.packed: tuple | None = None
        #: Per file descriptor what each call has returned: counts of bytes, or what the connection makes of them.
        self.sent: dict[int, list] = {}


def pack(pieces: list, tails: dict) -> tuple[list, dict]:
    """
    Turns pieces into bytes per file descriptor: text is kept back until its line ends (so that the pieces of
    a print stay together), and consecutive lines of one unit become one frame. `tails` are the open lines by
    (unit number, type). Has no effect but its result.
    """
    tails = {key: (at, list(parts)) for key, (at, parts) in tails.items()}
    frames: list[bytes] = []
    elsewhere: dict[int, list[str]] = {}
    diverted: dict[int, bool] = {}
    # The frame that is being filled: whose text, since when, and the text.
    filling: tuple[int, int] = (0, 0)
    since, lines, size = 0, [], 0

    def close() -> None:
        nonlocal filling, lines, size
        if lines:
            number, kind = filling
            text = "".join(lines)
            if kind not in diverted:
                diverted[kind] = AGENT.is_diverted(kind)
            if diverted[kind]:
                elsewhere.setdefault(kind, []).append(text)
            else:
                frames.extend(text_frames(kind, number, since, text))
        filling, lines, size = (0, 0), [], 0

    for unit, kind, at, payload in pieces:
        if kind == OUT or kind == ERR:
            key = (unit.number, kind)
            tail = tails.get(key) if tails else None
            if payload[-1] != "\n":
                if tail is None:
                    tail = tails[key] = (at, [])
                tail[1].append(payload)
                if len(tail[1]) < 256 and len(payload) < LONG_TEXT:
                    continue
                # So much without a line end is sent as it is.
                payload = ""
            if key != filling or size > MAX_TEXT_BYTES // 2:
                close()
                filling, since = key, tail[0] if tail else at
            if tail:
                lines += tails.pop(key)[1]
            lines.append(payload)
            size += len(payload)
            continue
        if kind == SEAL:
            close()
            continue
        for key in [key for key in tails if kind == SETTLE_ALL or key[0] == unit.number]:
            close()
            filling, (since, lines) = key, tails.pop(key)
        if kind == WAITING:
            kind, payload = STATE, payload.facts
        if kind < SETTLE and payload:
            close()
            frames.append(frame(kind, unit.number, at, payload))
    close()
    work = [(TO_LAB, b"".join(frames))] if frames else []
    for kind, texts in elsewhere.items():
        work.append((1 if kind == OUT else 2, "".join(texts).encode("utf-8", "surrogateescape")))
    return work, tails


def pack_line(pieces: list) -> tuple[list, dict] | None:
    """What `pack` gives for the commonest case by far, a print that is flushed; None for any other. No line is open."""
    unit, kind, at, text = pieces[0]
    if kind != OUT and kind != ERR:
        return None
    is_settled = False
    for index in range(1, len(pieces)):
        other, also, _, more = pieces[index]
        if other is not unit:
            return None
        if also == kind:
            text += more
        elif also == SETTLE:
            is_settled = True
        else:
            return None
    if not (is_settled and pieces[-1][1] == SETTLE or text[-1] == "\n") or AGENT.is_diverted(kind):
        return None
    data = text.encode("utf-8", "surrogateescape")
    size = len(data)
    if size > MAX_TEXT_BYTES:
        return None
    return [(TO_LAB, HEADER.pack(kind | size << 8, unit.number, at) + data + PADS[size & 7])], {}


def guarded(function):
    """A hook of ours whose own failure must not become the program's: it is reported instead."""

    def hook(*args):
        try:
            return function(*args)
        except Exception as error:
            AGENT.defect(function.__name__, error)
            return None

    return hook


class Agent:
    """The one agent of this process: where it stands with the Lab, and what it knows of the program."""

    def __init__(self) -> None:
        #: `off`: before the start and where there is no Lab; `dormant`: a fork server; `on`; `leaving`: exiting.
        self.mode = "off"
        self.address: dict = {}
        self.folder = ""
        #: Looked at only in the modes in which there is one, as are the queue's sender and the control thread.
        self.link: Any = None
        self.sending = _thread.RLock()
        self.batch = Batch()
        self.tails: dict = {}
        self.take = iter(QUEUE.popleft, object())
        self.sent_at = 0
        #: Whether the control thread looks at the queue by itself soon.
        self.ticking = False
        self.control: Any = None
        #: Whether the control thread was ended for a fork and is to be started when next something happens.
        self.is_parked = False
        self.speed = 1.0
        self.sample_ns = 0
        #: Folder of the run, where its processes may share files; and this process's half of its marks in them.
        self.scratch = ""
        self.pid_mark = 0
        self.numbers = count(2)
        self.keys = count(1)
        self.defects = 0
        #: (device, inode) of the standard descriptors as the Lab opened them.
        self.standard: dict[int, tuple | None] = {}
        self.leaver = 0
        #: Whether main's code is over and its process waits for what is left.
        self.exiting = False
        #: The object whose start() a person asked for, while it runs.
        self.started_by_person = None

    def post(self, unit: Unit, kind: int, payload: bytes, at: int | None = None) -> None:
        """Tells the Lab a fact, soon."""
        at = at or now()
        append((unit, kind, at, payload))
        self.nudge(at)

    def tell(self, unit: Unit, kind: int, facts: dict, at: int | None = None) -> None:
        self.post(unit, kind, to_json(facts).encode(), at)

    def nudge(self, at: int) -> None:
        """Sees to it that what was appended leaves soon: at once when nothing left lately, else with the rest."""
        if self.mode == "leaving" or at - self.sent_at > TICK_NS or len(QUEUE) > MOST_QUEUED:
            self.flush()
        elif not self.ticking:
            self.wake()

    def wake(self) -> None:
        self.ticking = True
        if self.is_parked:
            self.unpark()
        if self.link is not None:
            self.link.wake()

    def unpark(self) -> None:
        """Starts the control thread that was ended for a fork."""
        self.is_parked = False
        try:
            if self.control is not None:
                self.control.start()
        except RuntimeError:
            # 3.12.0 to 3.12.3 start no thread once main's code is over: the program's threads still send.
            self.control = None

    def flush(self) -> None:
        """Sends everything queued so far. Does nothing inside itself (in a signal handler, in a destructor)."""
        if self.mode == "off" or self.mode == "dormant":
            return
        if self.is_parked:
            self.unpark()
        if self.leaver:
            if self.leaver == get_ident():
                self.pump()
            return
        if self.sending._is_owned():  # pyright: ignore[reportAttributeAccessIssue]
            return
        with self.sending:
            self.pump()

    def pump(self) -> None:
        while True:
            batch = self.batch
            if batch.packed is None:
                waiting = len(QUEUE)
                if not waiting and not batch.pieces:
                    return
                self.sent_at = now()
                batch.pieces.extend(islice(self.take, waiting))
                pieces, tails = batch.pieces, self.tails
                batch.packed = (not tails and len(pieces) < 8 and pack_line(pieces)) or pack(pieces, tails)
            work, tails = batch.packed
            for fd, data in work:
                counts = batch.sent.setdefault(fd, [])
                write, where, count_all = self.link.writing if fd == TO_LAB else (write_fd, ((fd,),), sum)
                try:
                    done = count_all(counts)
                    while done < len(data):
                        # One call into C writes and keeps the count: see Batch.
                        left = memoryview(data)[done:] if done else data
                        counts.extend(map(write, where[0], (left,), *where[1:]))
                        done = count_all(counts)
                except OSError:
                    # The Lab is gone: the control thread ends this process. Or the program closed its output.
                    continue
            self.tails = tails
            self.batch = Batch()

    def is_diverted(self, kind: int) -> bool:
        """Whether text goes to a file descriptor of the program's own: it may have put another file there (dup2)."""
        fd = 1 if kind == OUT else 2
        return fd in self.standard and identity(fd) != self.standard[fd]

    def defect(self, where: str, error: BaseException) -> None:
        """Reports a defect of ours to the Lab, a few times at most."""
        self.defects += 1
        if self.mode != "off" and self.defects <= 10:
            what = "%s: %s" % (type(error).__name__, error)
            line = 0
            trace = error.__traceback__
            while trace is not None:
                line, trace = trace.tb_lineno, trace.tb_next
            facts = {"where": where, "what": what[:500], "line": line}
            append((PROCESS, NOTE, now(), to_json({"code": "agent-defect", "facts": facts}).encode()))


def identity(fd: int) -> tuple | None:
    """What lies behind a file descriptor; `None` where it is closed or the platform cannot say."""
    try:
        status = os.fstat(fd)
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None


# --- units -------------------------------------------------------------------------------------------------


class Unit:
    """A thread or child process of this process, or the process itself (number 0)."""

    __slots__ = (
        "number", "kind", "name", "ident", "thing", "wait", "last", "started", "ended", "joined", "error",
        "key", "pid", "raw", "helper", "waited", "speaks_for", "arrows", "arrows_since", "__weakref__",
    )  # fmt: skip

    def __init__(self, number: int, kind: str, name: str) -> None:
        self.number = number
        self.kind = kind
        self.name = name
        self.ident = 0
        #: Weak reference to the Thread or Process object.
        self.thing: ref | None = None
        #: What it waits for now.
        self.wait: Wait | None = None
        #: The last piece it printed: the prompt, when it then asks for input.
        self.last = ""
        self.started = False
        self.ended = False
        self.joined = False
        self.error: dict | None = None
        self.key = ""
        self.pid = 0
        #: Made by _thread rather than by threading.
        self.raw = False
        #: Belongs to the machinery of multiprocessing or asyncio.
        self.helper = False
        #: What the last wait that was told was for, by its id().
        self.waited = 0
        #: Whose messages a thread of the machinery passes on now.
        self.speaks_for: Unit | None = None
        #: How many arrows to this unit may still be drawn in the second that began at `arrows_since`.
        self.arrows = 0
        self.arrows_since = 0


PROCESS = Unit(0, "process", "")
#: The units of live threads, by get_ident().
UNITS: dict[int, Unit] = {}
#: Units whose Thread or Process object lives, by id() of the object. (A key that survives odd __eq__ methods.)
MADE: dict[int, Unit] = {}
#: Units that a command can name.
NUMBERED: dict[int, Unit] = {}


def unit_here() -> Unit:
    """The unit of the calling thread."""
    return UNITS.get(get_ident()) or adopt()


def adopt() -> Unit:
    """A thread that nobody announced (native code, _thread) has come by: it becomes a unit now."""
    unit = Unit(next(AGENT.numbers), "thread", "_thread")
    unit.raw = unit.started = True
    unit.ident = get_ident()
    UNITS[unit.ident] = NUMBERED[unit.number] = unit
    AGENT.tell(unit, UNIT, {"kind": "thread", "name": unit.name, "daemon": True, "state": "running", **tid_here()})
    return unit


def tid_here() -> dict:
    return {"tid": get_native_id()} if get_native_id is not None else {}


def unit_of(thing) -> Unit | None:
    """The unit of a Thread or Process object."""
    unit = MADE.get(id(thing))
    return unit if unit is not None and unit.thing is not None and unit.thing() is thing else None


def remember(unit: Unit, thing) -> None:
    """Ties a unit to its object. An object that is dropped without having been started ends its unit."""
    key = id(thing)

    def forgotten(_, unit=unit, key=key):
        if MADE.get(key) is unit:
            del MADE[key]
        if not unit.started and not unit.ended:
            unit.ended = True
            NUMBERED.pop(unit.number, None)
            append((unit, END, now(), b'{"state":"abandoned"}'))

    unit.thing = ref(thing, forgotten)
    MADE[key] = unit
    NUMBERED[unit.number] = unit


def outside():
    """The frame that called into this file."""
    at = getframe(1)
    while at is not None and at.f_code.co_filename == HERE:
        at = at.f_back
    return at


def constructor_frame(thing):
    """The frame that called the class: outside every __init__ that runs on `thing`."""
    at = outside()
    while at is not None and at.f_code.co_name == "__init__" and at.f_code.co_argcount:
        if at.f_locals.get(at.f_code.co_varnames[0]) is not thing:
            break
        at = at.f_back
    return at


# --- streams -----------------------------------------------------------------------------------------------


class RawOut(io.FileIO):
    """What stands under sys.stdout.buffer: bytes written here become text of the thread that writes them."""

    def __init__(self, fd: int, kind: int, name: str) -> None:
        super().__init__(fd, "w", closefd=False)
        self.name = name
        self._kind = kind

    def write(self, data, /):
        try:
            if self.closed:
                return super().write(data)
            data = bytes(data) if not isinstance(data, bytes) else data
            if data:
                at = now()
                append((unit_here(), self._kind, at, data.decode("utf-8", "surrogateescape")))
                AGENT.nudge(at)
            return len(data)
        except BaseException as error:
            hide(error)
            raise


class BytesOut(io.BufferedWriter):
    """sys.stdout.buffer: keeps nothing back, so that text and bytes stay in the order they were written in."""

    def write(self, data, /):
        try:
            if self.closed:
                return super().write(data)
            view = memoryview(data)
            self.raw.write(view.tobytes())
            return view.nbytes
        except BaseException as error:
            hide(error)
            raise

    def flush(self):
        try:
            super().flush()
            settle()
        except BaseException as error:
            hide(error)
            raise


def seal() -> None:
    """
    The calling thread goes on because another process let it: what it prints from here on must not share the
    time of what it printed before, or it would be seen before what that one has printed meanwhile.
    """
    if QUEUE:
        append((PROCESS, SEAL, 0, ""))


def settle() -> None:
    """Sends what the calling thread printed, with or without a line end: an explicit flush."""
    append((unit_here(), SETTLE, now(), ""))
    AGENT.flush()


def encoding_of(real) -> str:
    """What the log is written in: UTF-8, unless the person chose another encoding for Python's own streams."""
    return real.encoding if "PYTHONIOENCODING" in os.environ else "utf-8"


def as_text_stream(text: str) -> str:
    """The repr of a stream of ours as that of the stream it stands for: from 3.13 on it shows the class."""
    return "<_io.TextIOWrapper" + text[text.index(" ") :] if " " in text else text


class TextOut(io.TextIOWrapper):
    """sys.stdout and sys.stderr: print() arrives here in pieces, which leave attributed to their thread."""

    def __init__(self, buffer, kind: int, real) -> None:
        super().__init__(
            buffer,
            encoding=encoding_of(real),
            errors=real.errors,
            newline="\n",
            line_buffering=real.line_buffering,
            write_through=real.write_through,
        )
        self.mode = "w"  # pyright: ignore[reportAttributeAccessIssue]
        self._kind = kind
        self._strict_utf8 = False
        self._look()

    def __repr__(self):
        return as_text_stream(super().__repr__())

    def _look(self) -> None:
        self._strict_utf8 = self.errors == "strict" and self.encoding.lower().replace("_", "-") in ("utf-8", "utf8")

    def write(self, text, /):
        try:
            if type(text) is not str:
                if not isinstance(text, str):
                    return super().write(text)
                text = str.__str__(text)
            length = len(text)
            if not text.isascii():
                data = text.encode(self.encoding, self.errors or "strict")
                if not self._strict_utf8:
                    # Any bytes travel as text: those that are not UTF-8 as lone surrogates.
                    text = data.decode("utf-8", "surrogateescape")
            if text:
                unit = UNITS.get(get_ident()) or adopt()
                unit.last = text
                at = now()
                append((unit, self._kind, at, text))
                if text[-1] == "\n" or length > LONG_TEXT or len(QUEUE) > MOST_QUEUED:
                    AGENT.nudge(at)
            elif not AGENT.ticking:
                # print(…, end='') writes its empty end: the line may stay open for long.
                AGENT.wake()
            return length
        except BaseException as error:
            hide(error)
            raise

    def flush(self):
        try:
            return super().flush() if self.closed else settle()
        except BaseException as error:
            hide(error)
            raise

    def reconfigure(self, **options):
        try:
            super().reconfigure(**options)
            self._look()
        except BaseException as error:
            hide(error)
            raise

    def detach(self):
        try:
            # From here on the original's own errors are the right ones.
            self.write = super().write
            return super().detach()
        except BaseException as error:
            hide(error)
            raise

    def close(self):
        try:
            if not self.closed:
                settle()
            self.write = super().write
            return super().close()
        except BaseException as error:
            hide(error)
            raise


class TextErr(TextOut):
    """sys.stderr, which also learns here why a child of multiprocessing fails: nothing else tells of it."""

    def write(self, text, /):
        try:
            if type(text) is str and text.startswith("Process ") and text.endswith(":\n"):
                note_child_error(getframe(1))
            return TextOut.write(self, text)
        except BaseException as error:
            hide(error)
            raise


@guarded
def note_child_error(caller) -> None:
    """BaseProcess._bootstrap writes `Process NAME:` and then the traceback of the error it handles."""
    code = caller.f_code
    error = sys.exc_info()[1]
    if code.co_name == "_bootstrap" and in_library(code.co_filename, "multiprocessing", "process.py"):
        main = NUMBERED.get(1)
        if main is not None and error is not None:
            main.error = error_facts(error)


class Reader:
    """A thread that stands in input()."""

    __slots__ = ("unit", "gate", "line", "job")

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.gate = allocate_lock()
        self.gate.acquire()
        self.line: str | None = None
        self.job = None


class Desk:
    """Where lines from the Lab meet the threads that ask for them. Kept lines: `(number of a unit or 0, line)`."""

    def __init__(self) -> None:
        self.mutex = _thread.RLock()
        self.readers: list[Reader] = []
        self.lines: list[tuple[int, str]] = []
        self.ended = False
        #: What is left of a line of which only some bytes were asked for.
        self.rest = b""
        #: The number of the unit that does something it was asked for while it stood in input(), and what follows.
        self.worker = 0
        self.jobs: list = []

    def read(self) -> str:
        """The next line for the calling thread, with its end; '' at the end of the input. Blocks."""
        unit = unit_here()
        while True:
            with self.mutex:
                line = self.next_for(unit)
                if line is not None:
                    return line
                reader = Reader(unit)
                self.readers.append(reader)
            prompt = unit.last if unit.last[-1:] != "\n" else ""
            wait = Wait(unit, "input")
            try:
                wait.begin_told({"prompt": prompt[-2000:]} if prompt else {})
                reader.gate.acquire()
            finally:
                with self.mutex:
                    if reader in self.readers:
                        self.readers.remove(reader)
                    if reader.line is not None:
                        self.lines.insert(0, (unit.number, reader.line))
                wait.end()
            unit.last = "\n"
            if reader.job is not None:
                self.work_off(reader.job)
                unit.last = prompt

    def read_bytes(self, size: int) -> bytes:
        """At most `size` bytes of the next line, as read() of a terminal gives them."""
        if size <= 0:
            return b""
        data = self.rest or self.read().encode("utf-8", "surrogateescape")
        self.rest = data[size:]
        return data[:size]

    def work_off(self, job) -> None:
        """Does what was asked for, and what was asked for meanwhile."""
        try:
            while job is not None:
                job()
                with self.mutex:
                    job = self.jobs.pop(0) if self.jobs else None
                    if job is None:
                        self.worker = 0
        except BaseException:
            # Ctrl-C in the middle of a join: it goes on to the program.
            self.worker = 0
            raise

    def next_for(self, unit: Unit) -> str | None:
        for index, (number, line) in enumerate(self.lines):
            if number in (0, unit.number):
                del self.lines[index]
                return line
        return "" if self.ended else None

    def give(self, number: int, line: str) -> None:
        with self.mutex:
            for reader in self.readers:
                if number in (0, reader.unit.number):
                    reader.line = line
                    self.readers.remove(reader)
                    reader.gate.release()
                    return
            self.lines.append((number, line))

    def end(self) -> None:
        with self.mutex:
            self.ended = True
            for reader in self.readers:
                reader.gate.release()
            self.readers.clear()

    def ask(self, number: int, job) -> bool:
        """Has a thread that stands in input() do something; `False` where it does not stand there."""
        with self.mutex:
            if self.worker == number:
                self.jobs.append(job)
                return True
            for reader in self.readers:
                if reader.unit.number == number:
                    reader.job = job
                    self.worker = number
                    self.readers.remove(reader)
                    reader.gate.release()
                    return True
        return False


class RawIn(io.FileIO):
    """Standard input as bytes: under sys.stdin.buffer, open(0) and open("/dev/stdin")."""

    def __init__(self, name="<stdin>", closefd: bool = False) -> None:
        super().__init__(0, "r", closefd=closefd)
        self.name = name

    def readinto(self, buffer, /):
        try:
            if self.closed:
                return super().readinto(buffer)
            view = memoryview(buffer).cast("B")
            data = DESK.read_bytes(len(view))
            view[: len(data)] = data
            return len(data)
        except BaseException as error:
            hide(error)
            raise

    def readall(self):
        try:
            if self.closed:
                return super().readall()
            parts = []
            while True:
                data = DESK.read_bytes(1 << 30)
                if not data:
                    return b"".join(parts)
                parts.append(data)
        except BaseException as error:
            hide(error)
            raise

    def read(self, size=-1, /):
        try:
            if self.closed:
                return super().read(size)
            if size is None or size < 0:
                return self.readall()
            data = bytearray(size)
            return bytes(data[: self.readinto(data)])
        except BaseException as error:
            hide(error)
            raise


class TextIn(io.TextIOWrapper):
    """
    sys.stdin: each thread that reads is shown as waiting and gets a line of its own. No lock of a buffered
    reader is held meanwhile, so a daemon thread in input() does not abort the interpreter's exit (python/cpython
    issue 42717 describes the abort on a pipe); the program ends as it does on a terminal.
    """

    def __init__(self, real) -> None:
        super().__init__(io.BufferedReader(RawIn()), encoding=encoding_of(real), errors=real.errors, newline="\n")
        self.mode = "r"  # pyright: ignore[reportAttributeAccessIssue]
        self._rest = ""

    def __repr__(self):
        return as_text_stream(super().__repr__())

    def _more(self) -> str:
        text = DESK.read()
        if text.isascii():
            return text
        return text.encode("utf-8", "surrogateescape").decode("utf-8", self.errors or "strict")

    def readline(self, size=-1, /):
        try:
            if self.closed or type(size) is not int:
                return super().readline(size)
            line = self._rest or self._more()
            if size is None or size < 0 or size >= len(line):
                self._rest = ""
                return line
            self._rest = line[size:]
            return line[:size]
        except BaseException as error:
            hide(error)
            raise

    def read(self, size=-1, /):
        try:
            if self.closed or (size is not None and type(size) is not int):
                return super().read(size)
            parts, length = [self._rest], len(self._rest)
            self._rest = ""
            while size is None or size < 0 or length < size:
                line = self._more()
                if not line:
                    break
                parts.append(line)
                length += len(line)
            text = "".join(parts)
            if size is not None and 0 <= size < length:
                text, self._rest = text[:size], text[size:]
            return text
        except BaseException as error:
            hide(error)
            raise

    def __next__(self):
        try:
            line = self.readline()
            if line:
                return line
        except BaseException as error:
            hide(error)
            raise
        raise StopIteration


DESK = Desk()


def is_standard_input(file) -> bool:
    """Whether a file that is to be opened or read is the input that the Lab gives."""
    if type(file) is not int:
        return file == "/dev/stdin" and is_standard_input(0)
    return file == 0 and 0 in AGENT.standard and identity(0) == AGENT.standard[0]


def open_standard_input(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True):
    """open(0): a stream of its own on the standard input, put together as io.open does it."""
    raw = RawIn(file, closefd and type(file) is int)
    if buffering == 0:
        return raw
    buffer = io.BufferedReader(raw, buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE)
    if "b" in mode:
        return buffer
    text = io.TextIOWrapper(buffer, encoding or "utf-8", errors, newline, buffering == 1)
    text.mode = mode  # pyright: ignore[reportAttributeAccessIssue]
    return text


def watched_open(original):
    """open(): those who open the standard input by its number ask in the log as input() does."""

    def open(self, /, *args, **options):
        try:
            file = args[0] if args else options.get("file")
            named = type(file) is int or type(file) is str
            if named and (file == 0 or file == "/dev/stdin") and is_standard_input(file) and len(args) < 8:
                mode = args[1] if len(args) > 1 else options.get("mode", "r")
                buffering = args[2] if len(args) > 2 else options.get("buffering", -1)
                plain = type(mode) is str and sorted(mode.replace("t", "")) in (["r"], ["b", "r"])
                if plain and options.get("opener") is None and (buffering != 0 or "b" in mode):
                    return open_standard_input(*args, **{k: v for k, v in options.items() if k != "opener"})
            return original(*args, **options)
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, open)


def watched_read(original):
    """os.read(): the same for the standard input."""

    def read(self, fd, length, /):
        try:
            if fd == 0 and type(length) is int and is_standard_input(fd):
                return DESK.read_bytes(length)
            return original(fd, length)
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, read)


def replace_open() -> None:
    if 0 not in AGENT.standard or getattr(sys.flags, "warn_default_encoding", 0):
        # The warning names the caller by counting frames.
        return
    import builtins

    module: Any = sys.modules[io.open.__module__]
    builtins.open = io.open = module.open = watched_open(io.open)


def replace_streams() -> None:
    """Puts our streams where the program's own are those that the Lab opened."""
    for fd, kind, name in ((1, OUT, "stdout"), (2, ERR, "stderr")):
        real = getattr(sys, name)
        if fd not in AGENT.standard or not isinstance(real, io.TextIOWrapper) or isinstance(real, TextOut):
            continue
        real.flush()
        stream = (TextOut if kind == OUT else TextErr)(BytesOut(RawOut(fd, kind, "<%s>" % name)), kind, real)
        setattr(sys, name, stream)
        setattr(sys, "__%s__" % name, stream)
    if 0 in AGENT.standard and isinstance(sys.stdin, io.TextIOWrapper) and not isinstance(sys.stdin, TextIn):
        sys.stdin = sys.__stdin__ = TextIn(sys.stdin)


# --- waits -------------------------------------------------------------------------------------------------

#: Waits that have begun and may not have been told yet.
WAITS: set = set()
#: A wait that is certain to last this long is told when it begins.
LONG_WAIT_S = 0.005


class Told:
    """What is told of a wait. `facts` is emptied when the wait turns out to be over."""

    __slots__ = ("facts",)

    def __init__(self, facts: bytes) -> None:
        self.facts = facts


class Wait:
    """
    A thread stands still. Waits that last less than SHORT_WAIT_NS are never told, so a busy lock cannot flood
    the Lab: the thread only leaves a note in WAITS, and the control thread tells of those that have lasted,
    with the time at which they began.
    """

    __slots__ = ("unit", "kind", "thing", "limit", "frame", "side", "since", "told", "facts")

    def __init__(self, unit: Unit, kind: str, thing=None, limit=None, frame=None, side=None) -> None:
        self.unit = unit
        self.kind = kind
        self.thing = thing
        self.side = side
        #: Seconds, where the wait has a limit.
        self.limit = limit
        #: Who called the function that waits: names what is waited for.
        self.frame = frame
        self.since = now()
        self.told = False
        self.facts = b""

    def begin(self) -> None:
        self.unit.wait = self
        WAITS.add(self)
        if not AGENT.ticking:
            AGENT.wake()

    def begin_told(self, wait: dict) -> None:
        """Begins a wait that is certain to be long; all output so far leaves with it."""
        self.unit.wait = self
        self.told = True
        append((self.unit, STATE, self.since, to_json({"state": self.kind, "wait": wait}).encode()))
        AGENT.flush()

    def tell(self, facts: bytes, at: int) -> None:
        """Told by the control thread, while the thread may just be going on: see `end` for the other side."""
        told = Told(facts)
        with AGENT.sending:
            # Nobody packs now. `end` clears unit.wait before it looks at `told`: whichever of us comes
            # second sees the other, so a wait is either withdrawn here or followed by `running`.
            append((self.unit, WAITING, at, told))
            self.told = True
            if self.unit.wait is not self:
                told.facts = b""
                self.told = False
            else:
                self.facts = facts

    def end(self) -> None:
        self.unit.wait = None
        WAITS.discard(self)
        self.frame = None
        if self.told:
            self.unit.waited = id(self.thing)
            AGENT.post(self.unit, STATE, RUNNING)

    def describe(self) -> bytes:
        """What the Lab is told. Called by the control thread."""
        try:
            kind, facts = describe(self)
        except Exception as error:
            AGENT.defect("describe", error)
            kind, facts = self.kind, {}
        limit = self.limit
        if limit is not None and type(limit) in (int, float) and 0 <= limit < 1e9:
            facts.setdefault("forNs", int(limit * 1e9))
        # Not for a sleep: loops sleep often, and everybody sees which line does.
        place = None if kind == "sleeping" else place_of(self.frame)
        if place is not None:
            facts["place"] = {"file": place[0], "line": place[1]}
        return to_json({"state": kind, "wait": facts}).encode()


def describe(wait: Wait) -> tuple[str, dict]:
    kind, thing, frame = wait.kind, wait.thing, wait.frame
    if kind == "join" and isinstance(thing, Unit):
        return kind, {"unit": str(thing.number), "label": thing.name[:200]}
    if kind == "exit":
        return kind, {}
    if isinstance(thing, str):
        return kind, {"label": thing[:200]}
    if kind == "condition":
        kind, thing, side = what_waits(thing, frame)
    elif kind in ("semlock", "pipe"):
        kind, thing, side = what_waits_between_processes(wait)
    else:
        side = "get" if kind == "queue" else None
    if kind == "sleeping":
        return kind, {}
    facts: dict = {}
    label = label_of(thing, frame)
    if label:
        facts["label"] = label[:200]
    shared = wait.kind == "semlock" and kind in ("lock", "semaphore")
    facts["object"] = getattr(wait.thing, "spindle_name") if shared else "%s-%x" % (kind, id(thing))
    if side:
        facts["side"] = side
    if kind == "lock":
        holder = SHARED.holder(wait.thing) if shared else holder_of(thing)
        if holder is not None:
            facts["holder"] = on_the_wire(holder)
    return kind, facts


def library_callers(frame) -> list:
    """(name of the function, `self`) of the library frames from `frame` out to the student's code."""
    callers = []
    while frame is not None and is_library(frame.f_code.co_filename):
        callers.append((frame.f_code.co_name, frame.f_locals.get("self")))
        frame = frame.f_back
    return callers


def what_waits(condition, frame) -> tuple[str, object, str | None]:
    """Whose condition is waited on: the outermost object of the library that has a name for it."""
    threading: Any = sys.modules["threading"]
    queue = sys.modules.get("queue")
    futures = sys.modules.get("concurrent.futures._base")
    found: tuple = ("condition", condition, None)
    for name, owner in library_callers(frame):
        if isinstance(owner, threading.Thread):
            if isinstance(owner, threading.Timer):
                found = ("sleeping", owner, None)
            break
        if isinstance(owner, threading.Event):
            found = ("event", owner, None)
        elif isinstance(owner, threading.Semaphore):
            found = ("semaphore", owner, None)
        elif isinstance(owner, threading.Barrier):
            found = ("barrier", owner, None)
        elif queue is not None and isinstance(owner, queue.Queue):
            found = ("queue", owner, name if name in ("get", "put", "join") else None)
        elif futures is not None and isinstance(owner, futures.Future):
            found = ("event", owner, None)
    return found


def what_waits_between_processes(wait: Wait) -> tuple[str, object, str | None]:
    modules = sys.modules
    queues = modules.get("multiprocessing.queues")
    sync = modules.get("multiprocessing.synchronize")
    if wait.kind == "pipe":
        found: tuple = ("pipe", wait.thing, wait.side)
    else:
        single = getattr(wait.thing, "maxvalue") == 1
        found = ("lock" if single else "semaphore", wait.thing, None)
    for name, owner in library_callers(wait.frame):
        if queues is not None and isinstance(owner, (queues.Queue, queues.SimpleQueue)):
            found = ("queue", owner, name if name in ("get", "put", "join") else found[2])
        elif sync is not None and isinstance(owner, sync.Barrier):
            found = ("barrier", owner, None)
        elif sync is not None and isinstance(owner, sync.Event):
            found = ("event", owner, None)
        elif sync is not None and isinstance(owner, sync.Condition) and found[0] in ("lock", "semaphore"):
            found = ("condition", owner, None)
        elif sync is not None and isinstance(owner, sync.SemLock):
            found = (found[0], owner, None)
    return found


def holder_of(lock) -> Unit | None:
    """Who holds a lock now."""
    if isinstance(lock, Lock):
        return UNITS.get(lock.owner) if lock.locked() else None
    owner = repr(lock).partition("owner=")[2].partition(" ")[0]
    return UNITS.get(int(owner)) if owner.isdigit() else None


SOURCES: dict[str, list[str]] = {}


def source_line(filename: str, line: int) -> str:
    lines = SOURCES.get(filename)
    if lines is None:
        try:
            with io.open(filename, encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
        except (OSError, ValueError):
            lines = []
        SOURCES[filename] = lines
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""


def label_of(thing, frame) -> str | None:
    """What the reader knows an object by: the variable or attribute it is kept in, as far as it can be found."""
    method = ""
    while frame is not None and is_library(frame.f_code.co_filename):
        method = ".%s(" % frame.f_code.co_name
        frame = frame.f_back
    main = sys.modules.get("__main__")
    scopes = [] if frame is None else [frame.f_globals]
    if main is not None and (frame is None or main.__dict__ is not frame.f_globals):
        scopes.append(main.__dict__)
    for scope in scopes:
        name = name_in(scope, thing)
        if name:
            return name
    made = getattr(thing, "made", None)
    if made is not None:
        name = assigned_name(source_line(*made))
        if name:
            return name
    if frame is None:
        return None
    return called_name(source_line(frame.f_code.co_filename, frame.f_lineno or 0), method)


def name_in(scope: dict, thing) -> str | None:
    """`name`, `name[index]` or `name.attribute` that leads from a module's variables to an object."""
    values = [(k, v) for k, v in list(scope.items()) if not k.startswith("__")]
    for name, value in values:
        if is_it(value, thing):
            return name
    for name, value in values:
        if type(value) in (list, tuple):
            for index, item in enumerate(value[:1000]):
                if is_it(item, thing):
                    return "%s[%d]" % (name, index)
        elif type(value) is dict:
            for key, item in list(value.items())[:1000]:
                if is_it(item, thing):
                    return "%s[%r]" % (name, key)
        elif type(type(value)) is type and type(value).__module__ == scope.get("__name__"):
            try:
                attributes = object.__getattribute__(value, "__dict__")
            except AttributeError:
                continue
            for key, item in list(attributes.items()):
                if is_it(item, thing):
                    return "%s.%s" % (name, key)
    return None


def is_it(value, thing) -> bool:
    if value is thing:
        return True
    if not hasattr(type(thing), "spindle_name") or type(value).__module__ != "multiprocessing.synchronize":
        return False
    return getattr(getattr(value, "acquire", None), "__self__", None) is thing


def is_name(text: str) -> bool:
    return bool(text) and all(part.isidentifier() for part in text.split("."))


def assigned_name(line: str) -> str | None:
    """`lock` from `self.lock: Lock = threading.Lock()`."""
    left = line.partition("=")[0].partition(":")[0].strip()
    if left.startswith("self."):
        left = left[5:]
    return left if is_name(left) else None


#: Calls before which the name of what is waited for stands.
BLOCKING = (".acquire(", ".wait(", ".wait_for(", ".get(", ".put(", ".join(", ".recv(", ".send(", ".recv_bytes(",
            ".send_bytes(", ".poll(", ".result(", ".map(", ".sleep(")  # fmt: skip


def called_name(line: str, called: str) -> str | None:
    """`queue` from `item = self.queue.get(timeout=1)`, `lock` from `with lock:`. `called`: the method, if known."""
    if line.startswith("with "):
        name = line[5:].partition(":")[0].partition(" as ")[0].partition(",")[0].strip()
    else:
        name = ""
        for method in (called, *BLOCKING) if called else BLOCKING:
            before, found, _ = line.partition(method)
            if found:
                start = len(before)
                while start and (before[start - 1].isalnum() or before[start - 1] in "_.[]'\""):
                    start -= 1
                name = before[start:]
                break
    if name.startswith("self."):
        name = name[5:]
    return name or None


class Builtin:
    """
    Stands for a module of C functions as their `__self__`: a bound method of it behaves as a builtin function
    does (it does not become a method when kept in a class) and is pickled by its name.
    """

    def __init__(self, module: str) -> None:
        self.module = module

    def __reduce__(self):
        return __import__, (self.module,)


def as_builtin(original, function):
    """Dresses a function of ours, whose first parameter is `self`, as the builtin that it stands for."""
    function.__module__ = original.__module__
    function.__name__ = function.__qualname__ = original.__name__
    function.__doc__ = original.__doc__
    return type(Agent.post.__get__(AGENT))(function, Builtin(original.__module__))


original_sleep = time.sleep
#: On macOS there since 3.13.
original_waitid: Any = getattr(os, "waitid", None)
real_monotonic = time.monotonic

#: Longest time limit that the speed of a run changes; what is longer may be refused in the original's own words.
LONGEST_LIMIT_S = 1e8


def scaled(limit):
    """A time limit of the program's in real seconds: the speed of the run divides it as it divides sleeps."""
    speed = AGENT.speed
    if speed == 1.0 or type(limit) not in (int, float) or not 0 < limit <= LONGEST_LIMIT_S:
        return limit
    return limit / speed


class ProgramTime:
    """
    Stands for the module `time` in modules of the library that count what is left of a time limit: there a
    second is one of the program. The program's own clock is the real one.
    """

    def __init__(self) -> None:
        #: Real time and program time of the last change of the speed.
        self._since = self._at = 0.0

    def monotonic(self) -> float:
        return self._at + (real_monotonic() - self._since) * AGENT.speed

    def change_speed(self, speed: float) -> None:
        if speed != AGENT.speed:
            self._at, self._since = self.monotonic(), real_monotonic()
            AGENT.speed = speed

    def __getattr__(self, name):
        return getattr(time, name)


PROGRAM_TIME = ProgramTime()


def use_program_time(module) -> None:
    module.time = PROGRAM_TIME


NOT_GIVEN: tuple = ()


def sleep(self, seconds=NOT_GIVEN, /, *wrong, **wrongly):
    try:
        if type(seconds) is not float and type(seconds) is not int or not 0.001 <= seconds < 1e9 or wrong or wrongly:
            # A very short one, or one that the original refuses in its own words.
            return original_sleep(*(() if seconds is NOT_GIVEN else (seconds,)), *wrong, **wrongly)
        unit = UNITS.get(get_ident()) or adopt()
        if unit.wait is not None:
            return original_sleep(seconds / AGENT.speed)
        wait = Wait(unit, "sleeping", limit=seconds)
        try:
            if seconds / AGENT.speed >= LONG_WAIT_S:
                wait.begin_told({"forNs": int(seconds * 1e9)})
            else:
                wait.begin()
            return original_sleep(seconds / AGENT.speed)
        finally:
            wait.end()
    except BaseException as error:
        hide(error)
        raise


# --- locks -------------------------------------------------------------------------------------------------


#: What threading.Lock was: a function up to 3.12, a class since.
real_lock = allocate_lock


class Dressed(type):
    """Of our classes that stand for others of the same name: pickled, they are those (see `patch_copyreg`)."""


def patch_copyreg(copyreg) -> None:
    """A manager that is spawned gets what makes its locks by pickling it."""
    # The largest of one is that one: a call that gives back its argument, and can be pickled anywhere.
    copyreg.pickle(Dressed, lambda kind: (max, ((real_lock if kind is Lock else real_rlock,),)))


class Lock(metaclass=Dressed):
    """
    threading.Lock for the student's own code: a real lock that knows who holds it. What needs no watching
    (release, locked, the end of a `with`) is the real lock's own method, kept in a slot of the same name.
    """

    __slots__ = ("take", "release", "locked", "__exit__", "_at_fork_reinit", "owner", "made", "__weakref__")

    def __new__(cls, *args, **kwargs):
        try:
            real = real_lock(*args, **kwargs)
            maker = getframe(1)
            code = maker.f_code
            if is_library(code.co_filename):
                return real
            self = object.__new__(cls)
            self.take = real.acquire
            self.release = real.release
            self.locked = real.locked
            self.__exit__ = real.__exit__
            self._at_fork_reinit = getattr(real, "_at_fork_reinit", None)
            self.owner = 0
            self.made = (code.co_filename, maker.f_lineno)
            return self
        except BaseException as error:
            hide(error)
            raise

    def __enter__(self):
        try:
            if not self.take(False):
                wait_for_lock(self, self.take, None, getframe(1))
            self.owner = get_ident()
            return True
        except BaseException as error:
            hide(error)
            raise

    def acquire(self, blocking=True, timeout=-1):
        try:
            if timeout == -1 and blocking is True:
                taken = self.take(False) or wait_for_lock(self, self.take, None, getframe(1))
            elif not blocking or timeout == 0:
                taken = self.take(blocking, timeout)
            else:
                taken = wait_for_lock(self, self.take, timeout, getframe(1))
            if taken:
                self.owner = get_ident()
            return taken
        except BaseException as error:
            hide(error)
            raise

    def __repr__(self):
        return repr(self.take.__self__)

    def __reduce_ex__(self, protocol):
        try:
            return self.take.__self__.__reduce_ex__(protocol)
        except BaseException as error:
            hide(error)
            raise

    def acquire_lock(self, *args, **kwargs):
        return self.acquire(*args, **kwargs)

    def release_lock(self):
        return self.release()

    def locked_lock(self):
        return self.locked()


Lock.__module__, Lock.__qualname__, Lock.__name__ = "_thread", "lock", "lock"


def wait_for_lock(lock, take, timeout, frame) -> bool:
    """Takes a lock that was not free a moment ago. `timeout` as the caller gave it; None: none was given."""
    unit = UNITS.get(get_ident()) or adopt()
    if unit.wait is not None:
        return take() if timeout is None else take(True, timeout)
    limit = timeout if type(timeout) in (int, float) and timeout >= 0 else None
    wait = Wait(unit, "lock", lock, limit, frame)
    before = holder_of(lock)
    try:
        wait.begin()
        taken = take() if timeout is None else take(True, scaled(timeout))
    finally:
        told = wait.told
        wait.end()
    if taken and told:
        if type(lock) is Lock:
            # Who took it last before us, which others may have done while we waited.
            before = UNITS.get(lock.owner)
        tell_link("handover", before, unit, label_of(lock, frame))
    return taken


real_rlock = _thread.RLock
take_rlock = real_rlock.acquire


def rlock_new(cls, *args, **kwargs):
    try:
        maker = getframe(1)
        if cls is RLock and is_library(maker.f_code.co_filename):
            return real_rlock(*args, **kwargs)
        self: Any = real_rlock.__new__(cls)
        self.made = (maker.f_code.co_filename, maker.f_lineno)
        return self
    except BaseException as error:
        hide(error)
        raise


def rlock_enter(self):
    try:
        return take_rlock(self, False) or wait_for_lock(self, super(RLock, self).acquire, None, getframe(1))
    except BaseException as error:
        hide(error)
        raise


def rlock_acquire(self, blocking=True, timeout=-1):
    try:
        if blocking is True and timeout == -1:
            return take_rlock(self, False) or wait_for_lock(self, super(RLock, self).acquire, None, getframe(1))
        if not blocking or timeout == 0:
            return take_rlock(self, blocking, timeout)
        return wait_for_lock(self, super(RLock, self).acquire, timeout, getframe(1))
    except BaseException as error:
        hide(error)
        raise


#: threading.RLock for the student's own code. The class carries the real one's full name, which its repr shows.
RLock: Any = Dressed(
    "_thread.RLock",
    (real_rlock,),
    {
        "__slots__": ("made",),
        "__new__": rlock_new,
        "__enter__": rlock_enter,
        "acquire": rlock_acquire,
        "__module__": "_thread",
        "__qualname__": "RLock",
    },
)


# --- messages and holders ----------------------------------------------------------------------------------

#: Arrows of messages that nobody waited for: as many a second as can be told apart.
ARROWS_A_SECOND = 50


class Far:
    """A unit of another process of the run."""

    __slots__ = ("pid", "number")

    def __init__(self, pid: int, number: int) -> None:
        self.pid = pid
        self.number = number


def on_the_wire(who) -> str:
    return "%d/%d" % (who.pid, who.number) if type(who) is Far else str(who.number)


@guarded
def tell_link(kind: str, sender, unit: Unit, label, size=None) -> None:
    """An arrow to the calling thread: a lock that another one has let go of, a message that it has sent."""
    if sender is None or sender is unit:
        return
    facts: dict = {"kind": kind, "to": unit.number}
    if label:
        facts["label"] = label[:200]
    if size is not None:
        facts["size"] = size
    if type(sender) is Far:
        facts["from"] = on_the_wire(sender)
        sender = unit
    # Locks of the program may be held here: the control thread sends it.
    append((sender, LINK, now(), to_json(facts).encode()))
    if not AGENT.ticking:
        AGENT.wake()


def may_draw(unit: Unit, thing) -> bool:
    """Whether a message to a thread gets an arrow: it was waited for, or few have come lately."""
    if unit.waited == id(thing):
        unit.waited = 0
        return True
    at = now()
    if at - unit.arrows_since > 1_000_000_000:
        unit.arrows_since, unit.arrows = at, ARROWS_A_SECOND
    if unit.arrows <= 0:
        return False
    unit.arrows -= 1
    return True


class Senders:
    """Who put the items that are in a queue of threads. The queue itself keeps the items, and so their id()s."""

    __slots__ = ("by_item", "label", "__weakref__")

    def __init__(self) -> None:
        self.by_item: dict = {}
        self.label: str | None = None

    def put(self, item) -> None:
        unit = UNITS.get(get_ident()) or adopt()
        known = self.by_item.setdefault(id(item), unit)
        if known is not unit or type(known) is list:
            self.put_again(id(item), known, unit)

    def put_again(self, key: int, known, unit: Unit) -> None:
        """The same object by several: the first to come is the first to go."""
        if type(known) is list:
            known.append(unit)
        else:
            self.by_item[key] = [known, unit]

    def take(self, item) -> Unit | None:
        known = self.by_item.pop(id(item), None)
        if type(known) is not list:
            return known
        first = known.pop(0)
        if known:
            self.by_item[id(item)] = known
        return first


def passed_on(queue, senders: Senders, item, waited_for, size) -> None:
    """The calling thread has taken an item out of a queue."""
    sender = senders.take(item)
    unit = UNITS.get(get_ident()) or adopt()
    if unit.helper:
        unit.speaks_for = sender
    if sender is not None and sender is not unit and may_draw(unit, waited_for):
        if senders.label is None:
            senders.label = label_of(queue, getframe(2)) or ""
        tell_link("message", sender, unit, senders.label, size())


def watch_items(kind) -> None:
    """Queue, LifoQueue and PriorityQueue of `queue`: the methods in which an item comes in and goes out."""
    put_item, get_item = kind._put, kind._get

    def _put(self, item):
        try:
            put_item(self, item)
            senders_of(self).put(item)
        except BaseException as error:
            hide(error)
            raise

    def _get(self):
        try:
            item = get_item(self)
            senders = senders_of(self)
            passed_on(self, senders, item, self.not_empty, self._qsize)
            if senders.by_item and not self._qsize():
                # The program has taken items out in its own way.
                senders.by_item.clear()
            return item
        except BaseException as error:
            hide(error)
            raise

    dress(_put, put_item)
    dress(_get, get_item)
    kind._put, kind._get = _put, _get


def senders_of(queue) -> Senders:
    try:
        return queue._senders
    except AttributeError:
        queue._senders = senders = Senders()
        return senders


class Shared:
    """
    Words of memory that all processes of a run can see: a file in the run's folder, mapped by those who use
    locks or pipes of multiprocessing. Each lock has a word in which its holder leaves its mark, each pipe a
    record of who sent what is still in it. Marks are for showing only: nothing in a program depends on them.
    """

    LOCKS = 4096
    PIPES = 512
    RECORD = 64
    #: In a record: the inode of the end that sends, that of the other end, how many were sent and received, then marks.
    INODE, PEER, SENT, RECEIVED, MARKS = range(5)
    KEPT = RECORD - MARKS

    def __init__(self) -> None:
        self.words: Any = None
        self.is_tried = False

    def open(self) -> Any:
        if self.words is None and not self.is_tried and AGENT.mode == "on":
            self.is_tried = True
            guarded(self.map)()
        return self.words

    def map(self) -> None:
        import mmap

        if os.name != "posix" or not AGENT.scratch:
            return
        size = (self.LOCKS + self.PIPES * self.RECORD) * 8
        try:
            fd = os.open(os.path.join(AGENT.scratch, "python-marks"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            # No folder that could be written to: holders and senders of other processes stay unknown.
            return
        try:
            os.ftruncate(fd, size)
            if sys.version_info >= (3, 13):
                mapped = mmap.mmap(fd, size, trackfd=False)
            else:
                mapped = mmap.mmap(fd, size)
        finally:
            os.close(fd)
        self.words = memoryview(mapped).cast("Q")

    # Locks: 22 bits that tell locks apart, 22 of the PID, 20 of the unit's number.

    def lock_word(self, name: str) -> tuple[int, int]:
        value = int.from_bytes(name.encode(), "big")
        return value % 4093, value % 4_194_301 << 42

    def holder(self, lock):
        words = self.words
        if words is None:
            return None
        word = words[lock.word]
        return unit_of_mark(word) if word and word >> 42 == lock.check >> 42 else None

    # Pipes.

    def add_pipe(self, one: int, other: int) -> None:
        """A pipe was made: told once, by the process that made it, for each end that can send."""
        words = self.open()
        if words is None:
            return
        at = self.find(one)
        if at < 0:
            # The one that was made first has gone the longest time ago.
            at = min(self.places(one), key=lambda place: words[place])
        words[at : at + self.RECORD] = NO_RECORD
        words[at + self.PEER] = other
        words[at] = one

    def places(self, inode: int) -> list[int]:
        first = inode % self.PIPES
        return [self.LOCKS + (first + n) % self.PIPES * self.RECORD for n in range(8)]

    def find(self, inode: int) -> int:
        words = self.words
        if words is not None:
            for at in self.places(inode):
                if words[at] == inode:
                    return at
        return -1

    def sending(self, at: int, unit: Unit) -> None:
        words = self.words
        sent = words[at + self.SENT]
        words[at + self.MARKS + sent % self.KEPT] = mark_of(unit)
        words[at + self.SENT] = sent + 1

    def not_sent(self, at: int) -> None:
        words = self.words
        if words[at + self.SENT]:
            words[at + self.SENT] -= 1

    def received(self, at: int) -> tuple:
        """Who sent what was received, and how much is left."""
        words = self.words
        received, sent = words[at + self.RECEIVED], words[at + self.SENT]
        if received >= sent:
            # Sent by somebody whom no agent watches.
            return None, 0
        words[at + self.RECEIVED] = received + 1
        if sent - received > self.KEPT:
            return None, sent - received - 1
        return unit_of_mark(words[at + self.MARKS + received % self.KEPT]), sent - received - 1


NO_RECORD = memoryview(bytes(Shared.RECORD * 8)).cast("Q")
SHARED = Shared()


def mark_of(unit: Unit) -> int:
    return AGENT.pid_mark | unit.number & 0xFFFFF


def unit_of_mark(mark: int):
    """The unit that left a mark: one of this process, or `Far`."""
    pid, number = mark >> 20 & 0x3FFFFF, mark & 0xFFFFF
    if pid << 20 != AGENT.pid_mark:
        return Far(pid, number)
    unit = NUMBERED.get(number)
    return unit if unit is not None else Far(pid, number)


def record_of(connection, sends: bool) -> int:
    """Where the record of a connection's messages is; -1 where there is none."""
    try:
        known = connection._spindle
    except AttributeError:
        known = None
    if known is None:
        known = connection._spindle = guarded(find_records)(connection) or (-1, -1, 0, 0)
    at, inode = (known[0], known[2]) if sends else (known[1], known[3])
    return at if at >= 0 and SHARED.words[at] == inode else -1


def find_records(connection) -> tuple | None:
    """Where this end's messages and those of the other end are recorded, and by which inodes that is known."""
    if SHARED.open() is None:
        return None
    inode = os.fstat(connection._handle).st_ino
    own = SHARED.find(inode)
    if own < 0:
        return None
    peer = SHARED.words[own + SHARED.PEER]
    return own, SHARED.find(peer), inode, peer


def patch_pipe(connection) -> None:
    original = connection.Pipe

    def Pipe(duplex=True):
        try:
            ends = original(duplex)
            tell_pipe_made(*ends)
            return ends
        except BaseException as error:
            hide(error)
            raise

    dress(Pipe, original)
    connection.Pipe = Pipe


@guarded
def tell_pipe_made(one, other) -> None:
    if AGENT.mode == "on" and SHARED.open() is not None:
        first, second = os.fstat(one._handle).st_ino, os.fstat(other._handle).st_ino
        SHARED.add_pipe(first, second)
        if second != first:
            SHARED.add_pipe(second, first)


class Letters(deque):
    """
    The buffer of a multiprocessing.Queue, between put() and the thread that feeds the pipe: keeps who put
    what, so that an arrow begins there and not at the feeder. Append and popleft happen as in a deque.
    """

    def __init__(self, items=()) -> None:
        super().__init__(items)
        self.senders: deque = deque()

    def append(self, item) -> None:
        self.senders.append(UNITS.get(get_ident()) or adopt())
        super().append(item)

    def popleft(self):
        item = super().popleft()
        if self.senders:
            unit_here().speaks_for = self.senders.popleft()
        return item


def patch_queues(queues) -> None:
    """The queues of multiprocessing."""
    use_program_time(queues)
    original = queues.Queue._reset

    def _reset(self, *args, **options):
        try:
            original(self, *args, **options)
            self._buffer = Letters(self._buffer)
        except BaseException as error:
            hide(error)
            raise

    dress(_reset, original)
    queues.Queue._reset = _reset


# --- threads -----------------------------------------------------------------------------------------------


def thread_made(thread) -> None:
    """A Thread object exists: threading has put it into its set of dangling threads."""
    if type(thread).__module__ == "threading" and type(thread).__name__ in ("_MainThread", "_DummyThread"):
        return
    maker = constructor_frame(thread)
    creator = UNITS.get(get_ident()) or adopt()
    unit = Unit(next(AGENT.numbers), "thread", thread._name)
    unit.helper = maker is not None and makes_helpers(maker.f_code.co_filename)
    remember(unit, thread)
    facts = '{"kind":"thread","name":%s,"daemon":%s,"creator":%d%s%s' % (
        quote(unit.name[:1000]),
        "true" if thread._daemonic else "false",
        creator.number,
        ',"helper":true' if unit.helper else "",
        source_json(maker),
    )
    AGENT.post(unit, UNIT, facts.encode())


def makes_helpers(filename: str) -> bool:
    """Whether threads made in this file are the machinery of multiprocessing rather than the student's idea."""
    if not is_library(filename):
        return False
    folder = os.path.basename(os.path.dirname(filename))
    return folder in ("multiprocessing", "asyncio") or in_library(filename, "concurrent", "futures", "process.py")


def thread_starting(thread) -> None:
    unit = unit_of(thread)
    if unit is None:
        # Made before a fork, started in the child.
        thread_made(thread)
        unit = MADE[id(thread)]
    unit.started = True
    tell_starting(unit, thread)


def tell_starting(unit: Unit, thing) -> None:
    by_person = AGENT.started_by_person is thing
    AGENT.post(unit, STATE, b'{"state":"starting","by":"person"}' if by_person else b'{"state":"starting"}')


def thread_not_started(thread) -> None:
    """The system gave no thread: start() raises, the object is as it was."""
    unit = unit_of(thread)
    if unit is not None and not unit.ident:
        unit.started = False


def thread_runs(ident: int, thread) -> None:
    """Called in the new thread, before any code of the student's."""
    unit = unit_of(thread)
    if unit is None:
        dummy = UNITS.get(ident)
        if dummy is not None and type(thread).__name__ == "_DummyThread":
            dummy.name = thread._name
            remember(dummy, thread)
            AGENT.tell(dummy, CHANGE, {"name": thread._name[:1000]})
        return
    unit.ident = ident
    UNITS[ident] = unit
    if get_native_id is not None:
        append((unit, CHANGE, now(), b'{"tid":%d}' % get_native_id()))
    AGENT.post(unit, STATE, RUNNING)


def thread_ends(ident: int) -> None:
    """Called in the thread, after its error has been reported on stderr."""
    unit = UNITS.get(ident)
    if unit is None or unit.ended or unit.number == 1:
        return
    unit.ended = True
    NUMBERED.pop(unit.number, None)
    end_unit(unit, unit.error)


def end_unit(unit: Unit, error: dict | None, state: str | None = None) -> None:
    if error is None and state is None:
        AGENT.post(unit, END, b'{"state":"finished"}')
        return
    facts: dict = {"state": state or "failed"}
    if error:
        facts["error"] = error
    AGENT.tell(unit, END, facts)


tell_thread_made = guarded(thread_made)
tell_thread_starting = guarded(thread_starting)
tell_thread_not_started = guarded(thread_not_started)
tell_thread_runs = guarded(thread_runs)
tell_thread_ends = guarded(thread_ends)


class Limbo(dict):
    """threading._limbo: threads between start() and their first step."""

    def __setitem__(self, thread, value):
        dict.__setitem__(self, thread, value)
        tell_thread_starting(thread)

    def __delitem__(self, thread):
        dict.__delitem__(self, thread)
        tell_thread_not_started(thread)


class Active(dict):
    """threading._active: live threads by ident. Entered and left by the thread itself."""

    def __setitem__(self, ident, thread):
        dict.__setitem__(self, ident, thread)
        tell_thread_runs(ident, thread)

    def __delitem__(self, ident):
        tell_thread_ends(ident)
        dict.__delitem__(self, ident)

    def pop(self, ident, *default):
        tell_thread_ends(ident)
        return dict.pop(self, ident, *default)


def dangling_set(original, tell):
    """A WeakSet that tells of each new member; members of the original are taken over in silence."""

    class Dangling(type(original)):
        def add(self, item):
            super().add(item)
            tell(item)

    replaced = Dangling()
    for item in original:
        type(original).add(replaced, item)
    return replaced


def patch_threading(threading) -> None:
    global real_lock
    threading._start_new_thread = start_new_thread
    threading._time = PROGRAM_TIME.monotonic
    threading._dangling = dangling_set(threading._dangling, tell_thread_made)
    threading._limbo = Limbo(threading._limbo)
    threading._active = Active(threading._active)
    real_lock = threading.Lock
    threading.Lock = Lock
    threading.RLock = RLock

    # Uncaught errors, whatever threading.excepthook the program sets.
    make_invoke_excepthook = threading._make_invoke_excepthook

    def _make_invoke_excepthook():
        invoke = make_invoke_excepthook()

        def invoke_excepthook(thread):
            unit, error = unit_of(thread), sys.exc_info()[1]
            if unit is not None and error is not None and not isinstance(error, SystemExit):
                unit.error = tell_error(error)
            del error
            invoke(thread)

        return invoke_excepthook

    threading._make_invoke_excepthook = _make_invoke_excepthook

    wait_for_condition = threading.Condition.wait
    start_code = threading.Thread.start.__code__

    def wait(self, timeout=None):
        try:
            unit = UNITS.get(get_ident()) or adopt()
            caller = getframe(1)
            if unit.wait is not None or (caller.f_back is not None and caller.f_back.f_code is start_code):
                return wait_for_condition(self, timeout)
            wait = Wait(unit, "condition", self, timeout, caller)
            del caller
            try:
                wait.begin()
                return wait_for_condition(self, scaled(timeout))
            finally:
                wait.end()
        except BaseException as error:
            hide(error)
            raise

    dress(wait, wait_for_condition)
    threading.Condition.wait = wait

    join_thread = threading.Thread.join

    def join(self, timeout=None):
        try:
            unit, target = UNITS.get(get_ident()) or adopt(), unit_of(self)
            if target is None or unit.wait is not None:
                return join_thread(self, timeout)
            wait = Wait(unit, "join", target, timeout, getframe(1))
            try:
                wait.begin()
                result = join_thread(self, scaled(timeout))
            finally:
                wait.end()
            if target.ended and not target.joined:
                target.joined = True
                AGENT.post(target, CHANGE, b'{"joined":true}')
            return result
        except BaseException as error:
            hide(error)
            raise

    dress(join, join_thread)
    threading.Thread.join = join

    shutdown = threading._shutdown

    def _shutdown():
        try:
            AGENT.exiting = True
            wait = Wait(UNITS.get(get_ident()) or adopt(), "exit")
            try:
                wait.begin()
                return shutdown()
            finally:
                wait.end()
        except BaseException as error:
            hide(error)
            raise

    dress(_shutdown, shutdown)
    threading._shutdown = _shutdown

    watch_property(threading.Thread, "name", lambda thread: thread._name)
    watch_property(threading.Thread, "daemon", lambda thread: bool(thread._daemonic))


tell_error = guarded(error_facts)


def dress(ours, original) -> None:
    """Gives a wrapper the names by which it is printed and pickled."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(ours, name, getattr(original, name))


def watch_property(owner, name: str, read) -> None:
    """Tells of a name or daemon flag that the program sets later than in the constructor."""
    original = owner.__dict__[name]

    @guarded
    def changed(thing):
        unit = unit_of(thing)
        if unit is not None:
            value = read(thing)
            if name == "name":
                unit.name = value
                value = value[:1000]
            AGENT.tell(unit, CHANGE, {name: value})

    def setter(self, value):
        try:
            original.fset(self, value)
            changed(self)
        except BaseException as error:
            hide(error)
            raise

    dress(setter, original.fset)
    setattr(owner, name, property(original.fget, setter, original.fdel, original.__doc__))


#: Threads of _thread: nothing tells of their end, so the control thread looks for them.
RAW: set = set()


def raw_thread_start(self, function, args, *more):
    """_thread.start_new_thread"""
    try:
        ident = start_new_thread(function, args, *more)
        tell_raw_thread(ident, function, getframe(1))
        return ident
    except BaseException as error:
        hide(error)
        raise



def raw_thread(ident: int, function, frame) -> None:
    unit = UNITS.get(ident)
    name = getattr(function, "__name__", None)
    name = "_thread (%s)" % name if name else "_thread"
    if unit is None or unit.ended or not unit.raw:
        unit = Unit(next(AGENT.numbers), "thread", name)
        unit.raw = unit.started = True
        unit.ident = ident
        UNITS[ident] = NUMBERED[unit.number] = unit
        creator = UNITS.get(get_ident()) or adopt()
        facts = '{"kind":"thread","name":%s,"daemon":true,"creator":%d,"state":"running"%s' % (
            quote(name[:1000]),
            creator.number,
            source_json(frame),
        )
        AGENT.post(unit, UNIT, facts.encode())
    elif unit.name == "_thread":
        unit.name = name
        AGENT.tell(unit, CHANGE, {"name": name[:1000]})
    RAW.add(unit)
    AGENT.wake()


tell_raw_thread = guarded(raw_thread)


def patch_queue(queue) -> None:
    queue.time = PROGRAM_TIME.monotonic
    original = queue.SimpleQueue

    class SimpleQueue(original):
        """A C class whose get() blocks out of sight: idle workers of a ThreadPoolExecutor stand in it."""

        __slots__ = ("_senders",)

        def put(self, item, block=True, timeout=None):
            try:
                # Before the item can be taken out.
                senders_of(self).put(item)
                return original.put(self, item, block, timeout)
            except BaseException as error:
                hide(error)
                raise

        def put_nowait(self, item):
            try:
                senders_of(self).put(item)
                return original.put_nowait(self, item)
            except BaseException as error:
                hide(error)
                raise

        def get(self, block=True, timeout=None):
            try:
                unit = UNITS.get(get_ident()) or adopt()
                limit = timeout if unit.wait is not None else scaled(timeout)
                if not block or unit.wait is not None or not self.empty():
                    item = original.get(self, block, limit)
                else:
                    wait = Wait(unit, "queue", self, timeout, getframe(1))
                    try:
                        wait.begin()
                        item = original.get(self, block, limit)
                    finally:
                        wait.end()
                passed_on(self, senders_of(self), item, self, self.qsize)
                return item
            except BaseException as error:
                hide(error)
                raise

        def get_nowait(self):
            try:
                item = original.get_nowait(self)
                passed_on(self, senders_of(self), item, self, self.qsize)
                return item
            except BaseException as error:
                hide(error)
                raise

    SimpleQueue.__module__, SimpleQueue.__qualname__ = original.__module__, original.__qualname__
    module: Any = sys.modules[original.__module__]
    queue.SimpleQueue = module.SimpleQueue = SimpleQueue
    for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
        watch_items(kind)


# --- processes ---------------------------------------------------------------------------------------------

#: Child processes of this process that have not ended, by PID.
CHILDREN: dict[int, Unit] = {}


def process_made(process) -> None:
    """A Process object exists: multiprocessing has put it into its set of dangling processes."""
    if type(process).__name__ in ("_MainProcess", "_ParentProcess"):
        return
    maker = constructor_frame(process)
    unit = new_child(process._name)
    helper = maker is not None and in_library(maker.f_code.co_filename, "multiprocessing", "managers.py")
    remember(unit, process)
    post_child(unit, maker, "new", bool(process.daemon), helper)


def new_child(name: str) -> Unit:
    unit = Unit(next(AGENT.numbers), "process", name)
    unit.key = "%d-%d-%d" % (os.getpid(), unit.number, now() % 1_000_000_007)
    return unit


def announce_child(name: str, frame) -> Unit:
    """A child process that no Process object stands for: os.fork(), or Python run by subprocess."""
    unit = new_child(name)
    unit.started = True
    post_child(unit, frame, "starting", False, False)
    return unit


def post_child(unit: Unit, maker, state: str, daemon: bool, helper: bool) -> None:
    facts = '{"kind":"process","name":%s,"key":"%s","state":"%s","daemon":%s,"helper":%s,"creator":%d%s' % (
        quote(unit.name[:1000]),
        unit.key,
        state,
        to_json(daemon),
        to_json(helper),
        unit_here().number,
        source_json(maker),
    )
    AGENT.post(unit, UNIT, facts.encode())


def launched_process(frame, *, depth: int = 4):
    """The Process object for which one of the calling frames is `_launch` (`__init__` on Windows), if any."""
    while frame is not None and depth:
        code = frame.f_code
        if code.co_name in ("_launch", "__init__") and is_library(code.co_filename):
            process = frame.f_locals.get("process_obj")
            if process is not None:
                return process
        frame, depth = frame.f_back, depth - 1
    return None


def process_starting(process) -> Unit:
    unit = unit_of(process)
    if unit is None:
        process_made(process)
        unit = MADE[id(process)]
    if not unit.started:
        unit.started = True
        tell_starting(unit, process)
    return unit


def process_started(process) -> None:
    """start() has succeeded: multiprocessing has put the process into its set of children."""
    unit = unit_of(process)
    if unit is None:
        return
    if not unit.started:
        process_starting(process)
    # A fork server's children are nobody we could wait for: their own `bye` tells the code.
    child_lives(unit, process._popen.pid, getattr(process._popen, "method", "spawn") != "forkserver")


def child_lives(unit: Unit, pid: int, ours: bool) -> None:
    unit.pid = pid
    CHILDREN[pid] = unit
    AGENT.tell(unit, CHANGE, {"pid": pid})
    if ours and AGENT.control is not None:
        AGENT.control.watch(unit)


def process_reaped(process) -> None:
    """The program has learnt that the process is over: join, is_alive, active_children …"""
    unit = unit_of(process)
    popen = process._popen
    if unit is not None and popen is not None and popen.returncode is not None:
        child_reaped(unit, popen.returncode)


def child_reaped(unit: Unit, code: int) -> None:
    child_ended(unit, code)
    CHILDREN.pop(unit.pid, None)
    if not unit.joined:
        unit.joined = True
        AGENT.post(unit, CHANGE, b'{"joined":true}')


def child_ended(unit: Unit, code: int) -> None:
    """Tells how a child ended: an exit code, or -N for death by signal N."""
    if unit.ended:
        return
    unit.ended = True
    NUMBERED.pop(unit.number, None)
    # Whether a child that left with another code than 0 has failed its own agent knows: sys.exit(3) is no error.
    facts = {"state": "finished", "exitCode": code}
    if code < 0:
        facts.update(state="terminated", signal=signal_name(-code))
    AGENT.tell(unit, END, facts)


def signal_name(number: int) -> str:
    import _signal  # pyright: ignore[reportMissingImports]

    for name in dir(_signal):
        if name.startswith("SIG") and name[3] != "_" and getattr(_signal, name) == number:
            return name
    return "SIG%d" % number


tell_process_made = guarded(process_made)
tell_process_started = guarded(process_started)
tell_process_reaped = guarded(process_reaped)


class Children(set):
    """multiprocessing.process._children: started processes that have not been reaped."""

    def add(self, process):
        set.add(self, process)
        tell_process_started(process)

    def discard(self, process):
        set.discard(self, process)
        tell_process_reaped(process)


def patch_process(process) -> None:
    process._dangling = dangling_set(process._dangling, tell_process_made)
    process._children = Children(process._children)
    watch_property(process.BaseProcess, "name", lambda child: child._name)
    watch_property(process.BaseProcess, "daemon", lambda child: bool(child.daemon))


def patch_util(util) -> None:
    # A child begins with an empty set of children of its own.
    util.register_after_fork(AGENT, watch_children)


def watch_children(_agent) -> None:
    process: Any = sys.modules.get("multiprocessing.process")
    if process is not None and type(process._children) is set:
        process._children = Children(process._children)


def patch_popen(module) -> None:
    """Waiting for a child process: join(), the exit of a program, the end of a pool."""
    original = module.Popen.wait

    def wait(self, timeout=None):
        try:
            unit = UNITS.get(get_ident()) or adopt()
            target = CHILDREN.get(getattr(self, "pid", 0))
            if unit.wait is not None or target is None or timeout == 0:
                return original(self, timeout)
            kind = "exit" if AGENT.exiting and unit.number == 1 else "join"
            wait = Wait(unit, kind, target, timeout, getframe(1))
            try:
                wait.begin()
                return original(self, scaled(timeout))
            finally:
                wait.end()
        except BaseException as error:
            hide(error)
            raise

    dress(wait, original)
    module.Popen.wait = wait


# --- locks and pipes between processes -----------------------------------------------------------------------


def patch_synchronize(synchronize) -> None:
    """Locks and semaphores of multiprocessing; its queues, events, conditions and barriers wait on these."""
    use_program_time(synchronize)
    make_methods = synchronize.SemLock._make_methods

    class Watched:
        """Stands for the C semaphore where it is waited on. Knows no Python object that knows it."""

        __slots__ = ("take", "give", "spindle_name", "maxvalue", "word", "check", "__weakref__")

        def __init__(self, real):
            self.take = real.acquire
            self.give = real.release
            self.maxvalue = 1 if real.kind == 0 else real.maxvalue
            # Processes that share a semaphore know it by this; one without a name is inherited by fork.
            self.spindle_name = "mp:%s" % (real.name or "%d-%d" % (os.getpid(), next(AGENT.keys)))
            self.word, self.check = SHARED.lock_word(self.spindle_name)
            SHARED.open()

        def acquire(self, block=True, timeout=None):
            try:
                if not block or (timeout is not None and type(timeout) not in (int, float)):
                    taken = self.take(block, timeout)
                else:
                    taken = self.take(False) or self.wait(timeout, getframe(1))
                if taken and self.maxvalue == 1:
                    self.sign()
                seal()
                return taken
            except BaseException as error:
                hide(error)
                raise

        def release(self):
            try:
                if QUEUE or AGENT.batch.pieces:
                    # What was printed under a lock must not be seen after what the next holder prints.
                    AGENT.flush()
                if self.maxvalue != 1:
                    # Nobody holds a semaphore: whoever gets it has it from the one that let go of it last.
                    self.sign()
                return self.give()
            except BaseException as error:
                hide(error)
                raise

        def sign(self):
            words = SHARED.words
            if words is not None:
                unit = UNITS.get(get_ident()) or adopt()
                words[self.word] = self.check | AGENT.pid_mark | unit.number & 0xFFFFF

        def wait(self, timeout, frame):
            unit = UNITS.get(get_ident()) or adopt()
            if unit.wait is not None:
                return self.take(True, timeout)
            wait = Wait(unit, "semlock", self, timeout, frame)
            try:
                wait.begin()
                taken = self.take(True, scaled(timeout))
            finally:
                wait.end()
            if taken and wait.told and wait.facts.startswith((b'{"state":"lock"', b'{"state":"semaphore"')):
                tell_link("handover", SHARED.holder(self), unit, label_of(self, frame))
            return taken

    def _make_methods(self):
        make_methods(self)
        watched = Watched(self._semlock)
        self.acquire = watched.acquire
        self.release = watched.release

    def __exit__(self, *args):
        try:
            if QUEUE or AGENT.batch.pieces:
                AGENT.flush()
            watched = getattr(self.release, "__self__", None)
            if isinstance(watched, Watched) and watched.maxvalue != 1:
                watched.sign()
            return self._semlock.__exit__(*args)
        except BaseException as error:
            hide(error)
            raise

    def __enter__(self):
        try:
            watched = getattr(self.acquire, "__self__", None)
            if not isinstance(watched, Watched):
                return self._semlock.__enter__()
            taken = watched.take(False) or watched.wait(None, getframe(1))
            if watched.maxvalue == 1:
                watched.sign()
            seal()
            return taken
        except BaseException as error:
            hide(error)
            raise

    dress(_make_methods, make_methods)
    dress(__enter__, synchronize.SemLock.__enter__)
    dress(__exit__, synchronize.SemLock.__exit__)
    synchronize.SemLock._make_methods = _make_methods
    synchronize.SemLock.__enter__ = __enter__
    synchronize.SemLock.__exit__ = __exit__


def patch_connection(connection) -> None:
    """Pipes of multiprocessing, and the queues that stand on them."""
    kinds = [connection.Connection]
    if hasattr(connection, "PipeConnection"):
        kinds.append(connection.PipeConnection)
    for kind in kinds:
        for name, watched in (("_send_bytes", watched_send), ("_recv_bytes", watched_receive), ("_poll", watched_poll)):
            original = kind.__dict__.get(name)
            if original is not None:
                setattr(kind, name, watched(original))
    connection.wait = scaled_wait(connection.wait)
    patch_pipe(connection)


def scaled_wait(original):
    """Waiting for several pipes and ends of processes at once: not shown, but in time with the rest."""

    def wait(object_list, timeout=None):
        try:
            unit = UNITS.get(get_ident()) or adopt()
            return original(object_list, timeout if unit.wait is not None else scaled(timeout))
        except BaseException as error:
            hide(error)
            raise

    dress(wait, original)
    return wait


def watched_send(original):
    def _send_bytes(self, data):
        try:
            if QUEUE or AGENT.batch.pieces:
                # What was printed before a message is sent must not be seen after what the message causes.
                AGENT.flush()
            unit = UNITS.get(get_ident()) or adopt()
            at = record_of(self, True)
            if at >= 0:
                SHARED.sending(at, unit.speaks_for or unit)
            wait = None if unit.wait is not None else Wait(unit, "pipe", self, None, getframe(1), "put")
            try:
                if wait is not None:
                    wait.begin()
                return original(self, data)
            except BaseException:
                if at >= 0:
                    SHARED.not_sent(at)
                raise
            finally:
                if wait is not None:
                    wait.end()
        except BaseException as error:
            hide(error)
            raise

    dress(_send_bytes, original)
    return _send_bytes


def watched_receive(original):
    def _recv_bytes(self, maxsize=None):
        try:
            unit = UNITS.get(get_ident()) or adopt()
            if unit.wait is not None:
                message = original(self, maxsize)
            else:
                wait = Wait(unit, "pipe", self, None, getframe(1), "get")
                try:
                    wait.begin()
                    message = original(self, maxsize)
                finally:
                    wait.end()
            seal()
            at = record_of(self, False)
            if at >= 0:
                received(self, at, unit, getframe(1))
            return message
        except BaseException as error:
            hide(error)
            raise

    dress(_recv_bytes, original)
    return _recv_bytes


@guarded
def received(connection, at: int, unit: Unit, frame) -> None:
    sender, size = SHARED.received(at)
    if sender is not None and may_draw(unit, connection):
        queues = sys.modules.get("multiprocessing.queues")
        thing = connection
        for _, owner in library_callers(frame):
            if queues is not None and isinstance(owner, (queues.Queue, queues.SimpleQueue)):
                thing = owner
        tell_link("message", sender, unit, label_of(thing, frame), size)


def watched_poll(original):
    def _poll(self, timeout):
        try:
            unit = UNITS.get(get_ident()) or adopt()
            if unit.wait is not None or timeout == 0.0:
                ready = original(self, timeout)
            else:
                wait = Wait(unit, "pipe", self, None, getframe(1), "get")
                try:
                    wait.begin()
                    ready = original(self, scaled(timeout))
                finally:
                    wait.end()
            seal()
            return ready
        except BaseException as error:
            hide(error)
            raise

    dress(_poll, original)
    return _poll


# --- commands that start Python ------------------------------------------------------------------------------


def patch_spawn(spawn) -> None:
    original = spawn.get_preparation_data

    def get_preparation_data(name):
        try:
            data = original(name)
            # The fork server asks as well, for what it preloads.
            process = launched_process(getframe(1), depth=1)
            if process is not None:
                unit = tell_process_starting(process)
                if unit is not None:
                    # A fork server's child learns from this which one it is, by unpickling it.
                    data["spindle"] = Introduction(unit.key)
            return data
        except BaseException as error:
            hide(error)
            raise

    dress(get_preparation_data, original)
    spawn.get_preparation_data = get_preparation_data


tell_process_starting = guarded(process_starting)


class Introduction:
    """Pickled as a call that introduces the child to the Lab where an agent is loaded, and does nothing elsewhere."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __reduce__(self):
        code = "import sys; agent = sys.modules.get('spindle_agent'); agent and agent.introduce(%r)" % self.key
        return exec, (code, {})


def python_command(arguments) -> tuple[str, str] | None:
    """('spawn' | 'forkserver' | 'run', name) of a command that starts a Python which can load us, else None."""
    words = [os.fsdecode(word) for word in arguments]
    if not words:
        return None
    program = os.path.basename(words[0]).lower()
    if program.endswith(".exe"):
        program = program[:-4]
    if not program.startswith("python") or program.strip("python.0123456789t"):
        return None
    index = 1
    while index < len(words) and words[index].startswith("-") and words[index] not in ("-c", "-m", "-"):
        flags = words[index]
        if not flags.startswith("--") and any(letter in flags for letter in "IESsV") and flags[:2] not in ("-W", "-X"):
            return None
        index += 2 if flags in ("-W", "-X") else 1
    rest = words[index:]
    if rest[:1] == ["-c"] and len(rest) > 1:
        if rest[1].startswith("from multiprocessing.spawn import spawn_main"):
            return "spawn", ""
        if rest[1].startswith("from multiprocessing.forkserver import main"):
            return "forkserver", ""
        if rest[1].startswith("from multiprocessing."):
            return None
        return "run", "%s -c …" % program
    return "run", " ".join([program] + [os.path.basename(word) for word in rest[:2]])


def child_environment(environment: dict, role: str, key: str, own: tuple) -> dict:
    """
    The environment in which a child Python loads us: see sitecustomize.py, which takes it back there.
    `own`: which of its standard descriptors are known not to be those it inherits.
    """
    address = {
        "path": AGENT.address["path"],
        "secret": AGENT.address["secret"],
        "key": key,
        "role": role,
        "standard": {str(fd): who and list(who) for fd, who in AGENT.standard.items() if fd not in own},
        "speed": AGENT.speed,
    }
    path = environment.get("PYTHONPATH")
    return dict(
        environment,
        SPINDLE_AGENT=to_json(address),
        PYTHONPATH=AGENT.folder if path is None else AGENT.folder + os.pathsep + path,
    )


def plan_child(arguments, programs, frame) -> tuple[str, str, Unit | None] | None:
    """What a command that is about to start means to us: (role, key, unit). `programs`: where its file may be."""
    if AGENT.mode not in ("on", "leaving"):
        return None
    command = python_command(arguments)
    if command is None or not any(map(os.path.isfile, programs)):
        return None
    role, name = command
    if role == "forkserver":
        return role, "", None
    if role == "spawn":
        process = launched_process(frame)
        unit = unit_of(process) if process is not None else None
        if unit is None:
            return None
        if not unit.started:
            process_starting(process)
        return role, unit.key, unit
    unit = announce_child(name, frame)
    return role, unit.key, unit


def child_failed(unit: Unit | None) -> None:
    """The command could not be started."""
    if unit is not None and not unit.pid and not unit.ended:
        unit.ended = True
        AGENT.tell(unit, END, {"state": "failed"})


tell_plan = guarded(plan_child)
tell_child_lives = guarded(child_lives)


def patch_posixsubprocess(module) -> None:
    """subprocess, spawned processes and the fork server all start by this C function."""
    original = module.fork_exec

    def fork_exec(self, *given):
        try:
            AGENT.flush()
            args: Any = given
            plan = tell_plan(args[0], args[1], getframe(1)) if len(given) > 6 else None
            if plan is None:
                return original(*args)
            role, key, unit = plan
            if args[5] is None:
                environment = dict(os.environ)
            else:
                pairs = (os.fsdecode(pair).partition("=") for pair in args[5])
                environment = {name: value for name, _, value in pairs}
            # The seventh argument is the descriptor that becomes its standard input, or -1.
            own = (0,) if args[6] != -1 else ()
            environment = child_environment(environment, role, key, own)
            listed = [os.fsencode(name) + b"=" + os.fsencode(value) for name, value in environment.items()]
            try:
                pid = original(*args[:5], listed, *args[6:])
            except BaseException:
                child_failed(unit)
                raise
            if unit is not None and role == "run":
                tell_child_lives(unit, pid, True)
            return pid
        except BaseException as error:
            hide(error)
            raise

    module.fork_exec = as_builtin(original, fork_exec)


def patch_winapi(module) -> None:
    """On Windows subprocess and spawned processes start by this C function."""
    original = module.CreateProcess

    def CreateProcess(self, application, command, *given):
        # Then: two attributes, whether handles are inherited, flags, environment, folder, startup info.
        try:
            AGENT.flush()
            args: Any = given
            words = words_of(command) if isinstance(command, str) else []
            program = application or (words[0] if words else "")
            plan = tell_plan(words, found_on_path(program), getframe(1)) if len(given) == 7 else None
            if plan is None:
                return original(application, command, *args)
            role, key, unit = plan
            inherited = os.environ if args[4] is None else args[4]
            environment = child_environment(dict(inherited), role, key, own_streams(getframe(1), args[6]))
            try:
                result = original(application, command, *args[:4], environment, *args[5:])
            except BaseException:
                child_failed(unit)
                raise
            if unit is not None and role == "run":
                tell_child_lives(unit, result[2], True)
            return result
        except BaseException as error:
            hide(error)
            raise

    module.CreateProcess = as_builtin(original, CreateProcess)


def found_on_path(program: str) -> list[str]:
    """Where CreateProcess may find a program."""
    if os.path.dirname(program):
        return [program, program + ".exe"]
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return [os.path.join(folder, name) for folder in folders for name in (program, program + ".exe")]


def own_streams(frame, startup) -> tuple:
    """The standard descriptors that subprocess.Popen was told to give to a child; no inode tells them apart here."""
    if startup is None:
        return ()
    while frame is not None and is_library(frame.f_code.co_filename):
        known = frame.f_locals
        if frame.f_code.co_name == "__init__" and "stdin" in known and "stdout" in known and "stderr" in known:
            streams = [known["stdin"], known["stdout"], known["stderr"]]
            # subprocess.STDOUT: where its output goes.
            if streams[2] == -2:
                streams[2] = streams[1]
            return tuple(fd for fd, stream in enumerate(streams) if stream is not None)
        frame = frame.f_back
    return (0, 1, 2)


def words_of(command: str) -> list[str]:
    """The arguments in a command line of Windows, by the rules of its C library: see subprocess.list2cmdline."""
    words: list[str] = []
    word, is_quoted, slashes = None, False, 0
    for letter in command:
        if letter == "\\":
            slashes += 1
            continue
        if letter == '"':
            word = (word or "") + "\\" * (slashes // 2)
            if slashes % 2:
                word += letter
            else:
                is_quoted = not is_quoted
        else:
            if slashes:
                word = (word or "") + "\\" * slashes
            if letter in " \t" and not is_quoted:
                if word is not None:
                    words.append(word)
                word = None
            else:
                word = (word or "") + letter
        slashes = 0
    if slashes:
        word = (word or "") + "\\" * slashes
    return words if word is None else [*words, word]


def patch_os() -> None:
    """What os offers to start, await and end processes, there and in the module of C functions under it."""
    replaced = {"_exit": leave_at_once, "read": watched_read, "write": watched_write, "kill": watched_kill}
    for name in ("posix_spawn", "posix_spawnp"):
        replaced[name] = watched_posix_spawn
    replaced.update(wait=watched_wait, waitpid=watched_wait, wait3=watched_wait, wait4=watched_wait)
    replaced["waitid"] = watched_waitid
    replaced["fork"] = lambda original: told_afterwards(original, tell_forked)
    replaced["forkpty"] = lambda original: told_afterwards(original, tell_forked_with_terminal)
    for name in ("abort", "killpg", "execv", "execve", "system"):
        replaced[name] = flushed_before
    for name, wrap in replaced.items():
        original = getattr(os, name, None)
        if original is not None:
            wrapped = wrap(original)
            setattr(sys.modules[original.__module__], name, wrapped)
            setattr(os, name, wrapped)


def flushed_before(original):
    """Functions after which this process may be gone, or another one may act."""

    def function(self, *args, **kwargs):
        try:
            if QUEUE or AGENT.tails:
                append((PROCESS, SETTLE_ALL, now(), ""))
                AGENT.flush()
            return original(*args, **kwargs)
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, function)


def watched_write(original):
    """os.write(): a pipe, or an output past Python's streams. What was printed before leaves before."""

    def write(self, fd, data, /):
        try:
            if fd == 1 or fd == 2:
                settle()
            elif QUEUE:
                AGENT.flush()
            return original(fd, data)
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, write)


def watched_kill(original):
    def kill(self, pid, signal, /):
        try:
            unit = CHILDREN.get(pid) if type(pid) is int else None
            if unit is not None and signal and not unit.ended:
                tell_signal(unit, signal)
            AGENT.flush()
            return original(pid, signal)
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, kill)


@guarded
def tell_signal(unit: Unit, number: int) -> None:
    AGENT.tell(unit_here(), LINK, {"kind": "signal", "to": unit.number, "label": signal_name(int(number))})


def watched_posix_spawn(original):
    def posix_spawn(self, path, argv, env, /, *args, **kwargs):
        try:
            AGENT.flush()
            plan = tell_plan(argv, (path,), getframe(1))
            if plan is None:
                return original(path, argv, env, *args, **kwargs)
            role, key, unit = plan
            inherited = os.environ if env is None else env
            environment = {os.fsdecode(name): os.fsdecode(value) for name, value in inherited.items()}
            try:
                own = (0,) if any(action[-1] == 0 for action in kwargs.get("file_actions") or ()) else ()
                pid = original(path, argv, child_environment(environment, role, key, own), *args, **kwargs)
            except BaseException:
                child_failed(unit)
                raise
            if unit is not None and role == "run":
                tell_child_lives(unit, pid, True)
            return pid
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, posix_spawn)


def watched_wait(original):
    """os.wait(), waitpid(), wait3() and wait4(): the first two of their results are a PID and a status."""

    def wait(self, *args):
        try:
            unit = UNITS.get(get_ident())
            # The last argument of those that have any are the options.
            is_waiting = CHILDREN and not (args and args[-1])
            if unit is not None and unit.wait is None and is_waiting:
                target = CHILDREN.get(args[0]) if len(args) == 2 and type(args[0]) is int else None
                wait = Wait(unit, "join", target or "os.%s()" % original.__name__)
                try:
                    wait.begin()
                    result = original(*args)
                finally:
                    wait.end()
            else:
                result = original(*args)
            if result[0] in CHILDREN:
                tell_reaped(result[0], result[1])
            return result
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, wait)


def watched_waitid(original):
    def waitid(self, idtype, id, options, /):
        try:
            result = original(idtype, id, options)
            if result is not None and result.si_pid in CHILDREN:
                tell_waited(result, options)
            return result
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, waitid)


@guarded
def tell_waited(result, options: int) -> None:
    if sys.platform == "win32" or options & os.WNOWAIT:
        return
    if result.si_code in (os.CLD_EXITED, os.CLD_KILLED, os.CLD_DUMPED):
        code = result.si_status if result.si_code == os.CLD_EXITED else -result.si_status
        child_reaped(CHILDREN[result.si_pid], code)


@guarded
def tell_reaped(pid: int, status: int) -> None:
    unit = CHILDREN.get(pid)
    if unit is None:
        return
    if sys.platform == "win32" or os.WIFEXITED(status) or os.WIFSIGNALED(status):
        child_reaped(unit, os.waitstatus_to_exitcode(status))


def patch_subprocess(subprocess) -> None:
    """Waiting for a command: run(), communicate(), wait()."""
    for name in ("_wait", "_communicate"):
        original = subprocess.Popen.__dict__.get(name)
        if original is not None:
            setattr(subprocess.Popen, name, watched_popen(original))


def watched_popen(original):
    def method(self, *args, **kwargs):
        try:
            unit = UNITS.get(get_ident()) or adopt()
            if unit.wait is not None or self.returncode is not None:
                return original(self, *args, **kwargs)
            wait = Wait(unit, "join", CHILDREN.get(self.pid) or command_name(self.args))
            try:
                wait.begin()
                return original(self, *args, **kwargs)
            finally:
                wait.end()
        except BaseException as error:
            hide(error)
            raise

    dress(method, original)
    return method


def command_name(arguments) -> str:
    if isinstance(arguments, (str, bytes)):
        return os.fsdecode(arguments)
    try:
        return " ".join(os.fsdecode(word) for word in arguments)
    except TypeError:
        return str(arguments)


# --- what is patched, and when -------------------------------------------------------------------------------


#: What is patched when the program imports it.
PATCHES = {
    "threading": patch_threading,
    "copyreg": patch_copyreg,
    "queue": patch_queue,
    "subprocess": patch_subprocess,
    "_posixsubprocess": patch_posixsubprocess,
    "_winapi": patch_winapi,
    "multiprocessing.process": patch_process,
    "multiprocessing.util": patch_util,
    "multiprocessing.popen_fork": patch_popen,
    "multiprocessing.popen_spawn_win32": patch_popen,
    "multiprocessing.synchronize": patch_synchronize,
    "multiprocessing.connection": patch_connection,
    "multiprocessing.queues": patch_queues,
    "multiprocessing.managers": use_program_time,
    "concurrent.futures._base": use_program_time,
    "multiprocessing.spawn": patch_spawn,
}


class Finder:
    """Stands first in sys.meta_path and sees to it that a module is patched as soon as it has been loaded."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in PATCHES:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find is not None and finder is not Finder else None
            if spec is not None:
                if spec.loader is not None and hasattr(spec.loader, "exec_module"):
                    spec.loader = Loader(spec.loader, PATCHES[name])
                return spec
        return None


class Loader:
    """Loads a module as its own loader does, then patches it and steps back."""

    def __init__(self, real, patch) -> None:
        self.real = real
        self.patch = patch

    def __getattr__(self, name):
        return getattr(self.real, name)

    def create_module(self, spec):
        return self.real.create_module(spec)

    def exec_module(self, module) -> None:
        module.__spec__.loader = module.__loader__ = self.real
        self.real.exec_module(module)
        guarded(self.patch)(module)


def install_patches() -> None:
    time.sleep = as_builtin(original_sleep, sleep)
    _thread.start_new_thread = _thread.start_new = as_builtin(start_new_thread, raw_thread_start)
    patch_os()
    sys.meta_path.insert(0, Finder)
    for name, patch in PATCHES.items():
        if name in sys.modules:
            guarded(patch)(sys.modules[name])


# --- the connection ------------------------------------------------------------------------------------------


#: How long the first process of a run waits for the Lab, in all, before it runs unobserved.
CONNECT_LIMIT_S = 10.0
#: What `poll` of a link names beside the children that it watches.
FROM_LAB, WOKEN = "lab", "woken"

if sys.platform == "win32":
    import _winapi

    PROCESS_QUERY_LIMITED_INFORMATION, SYNCHRONIZE = 0x1000, 0x100000
    #: Most handles that one call waits for, less the connection and the waker.
    MOST_WATCHED = 61

    def out_of_the_way(fd: int) -> int:
        """File descriptors are the C library's own here, and the agent has none."""
        return fd

    class Link:
        """
        The connection to the Lab: a named pipe, opened for overlapped input and output, since one thread waits
        in a read while another one writes. A second pipe, to ourselves, wakes the control thread. As
        `multiprocessing.connection.PipeConnection` does it; never tried on a real Windows.
        """

        def __init__(self, path: str) -> None:
            self.pipe = self.connect(path)
            name = r"\\.\pipe\spindle-agent-%d-%d" % (os.getpid(), time.perf_counter_ns())
            self.waker = 0
            try:
                self.woken = _winapi.CreateNamedPipe(
                    name,
                    _winapi.PIPE_ACCESS_INBOUND | _winapi.FILE_FLAG_OVERLAPPED | _winapi.FILE_FLAG_FIRST_PIPE_INSTANCE,
                    _winapi.PIPE_WAIT,
                    1,
                    0,
                    64,
                    _winapi.NMPWAIT_WAIT_FOREVER,
                    _winapi.NULL,
                )
                self.waker = self.open(name, _winapi.GENERIC_WRITE)
                _winapi.ConnectNamedPipe(self.woken, overlapped=True).GetOverlappedResult(True)
            except BaseException:
                self.close()
                raise
            #: What writes to the Lab: a function, its arguments around the data, and what has been written.
            self.writing = (_winapi.WriteFile, ((self.pipe,), (True,)), self.written)
            #: What is being read, by what it is for.
            self.reads: dict = {}
            #: Handles of child processes.
            self.children: list[int] = []
            self.is_woken = False

        def connect(self, path: str) -> int:
            until = now() + int(CONNECT_LIMIT_S * 1e9)
            while True:
                try:
                    return self.open(path, _winapi.GENERIC_READ | _winapi.GENERIC_WRITE)
                except OSError as error:
                    if error.winerror != _winapi.ERROR_PIPE_BUSY or now() > until:
                        raise
                # Every instance of the pipe is taken: the Lab makes another one in a moment.
                _winapi.WaitNamedPipe(path, 1000)

        @staticmethod
        def open(path: str, access: int) -> int:
            return _winapi.CreateFile(
                path, access, 0, _winapi.NULL, _winapi.OPEN_EXISTING, _winapi.FILE_FLAG_OVERLAPPED, _winapi.NULL
            )

        @staticmethod
        def written(flights: list) -> int:
            """Waits for what is on its way. An operation can be asked again after an exception: see Batch."""
            return sum([flight.GetOverlappedResult(True)[0] for flight, _ in flights])

        def wake(self) -> None:
            if not self.is_woken:
                self.is_woken = True
                try:
                    _winapi.WriteFile(self.waker, b"!", True)[0].GetOverlappedResult(True)
                except OSError:
                    # The program has closed it: nothing wakes the control thread any more.
                    return

        def poll(self, timeout_ms: float | None) -> list:
            """Waits for any of: bytes from the Lab, a call to wake, the end of a child. [(which, its event)]"""
            try:
                for which, handle in ((FROM_LAB, self.pipe), (WOKEN, self.woken)):
                    if which not in self.reads:
                        self.reads[which] = _winapi.ReadFile(handle, 65536, True)[0]
            except OSError:
                # It has ended: read() says so.
                return [(FROM_LAB, 0)]
            handles = [read.event for read in self.reads.values()] + self.children[:MOST_WATCHED]
            limit = _winapi.INFINITE if timeout_ms is None else int(timeout_ms) + 1
            result = _winapi.WaitForMultipleObjects(handles, False, limit)
            if result == _winapi.WAIT_TIMEOUT:
                return []
            index = result - _winapi.WAIT_OBJECT_0
            sources = list(self.reads) + self.children
            return [(sources[index], 0)]

        def read(self, which: str = FROM_LAB) -> bytes:
            """What has come; b"" at the end of the connection."""
            read = self.reads.pop(which, None)
            if read is None:
                return b""
            try:
                read.GetOverlappedResult(True)
                return bytes(read.getbuffer())
            except OSError:
                return b""

        def calm(self) -> None:
            self.is_woken = False
            self.read(WOKEN)

        def watch_child(self, pid: int) -> int:
            """What `poll` names when the child has ended. OSError where it cannot be watched."""
            handle = _winapi.OpenProcess(SYNCHRONIZE | PROCESS_QUERY_LIMITED_INFORMATION, False, pid)
            self.children.append(handle)
            return handle

        def child_status(self, handle: int, pid: int) -> int | None:
            """The exit code of a child that has ended, and lets go of it."""
            self.children.remove(handle)
            try:
                code = _winapi.GetExitCodeProcess(handle)
            finally:
                _winapi.CloseHandle(handle)
            # What Popen.terminate() of multiprocessing leaves.
            return -15 if code == 0x10000 else code

        def close(self) -> None:
            for handle in (self.pipe, getattr(self, "woken", 0), self.waker):
                if handle:
                    _winapi.CloseHandle(handle)

else:
    import select

    #: What an eventfd takes; a pipe takes anything.
    ONE = (1).to_bytes(8, sys.byteorder)
    #: Lowest descriptor that the agent uses: those a program opens keep their numbers.
    LOWEST_FD = 230

    def out_of_the_way(fd: int) -> int:
        try:
            import fcntl

            high = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, LOWEST_FD)
        except (ImportError, OSError):
            # Few descriptors are allowed here: it stays where it is.
            return fd
        os.close(fd)
        return high

    class Link:
        """The connection to the Lab and a pipe that wakes the control thread, both out of the program's way."""

        def __init__(self, path: str) -> None:
            import _socket

            connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
            try:
                connection.settimeout(CONNECT_LIMIT_S)
                connection.connect(path)
            except BaseException:
                connection.close()
                raise
            self.fd = out_of_the_way(connection.detach())
            os.set_blocking(self.fd, True)
            if sys.platform == "linux" and hasattr(os, "eventfd"):
                self.woken = self.waker = out_of_the_way(os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK))
            else:
                woken, waker = os.pipe()
                self.woken, self.waker = out_of_the_way(woken), out_of_the_way(waker)
                os.set_blocking(self.waker, False)
            #: What writes to the Lab: a function, its arguments around the data, and what has been written.
            self.writing = (write_fd, ((self.fd,),), sum)
            self.names: dict = {self.fd: FROM_LAB, self.woken: WOKEN}
            self.poller = select.poll()
            self.poller.register(self.fd, select.POLLIN)
            self.poller.register(self.woken, select.POLLIN)

        def wake(self) -> None:
            try:
                write_fd(self.waker, ONE)
            except OSError:
                # Full: it wakes anyway. Closed by the program: nothing wakes it any more.
                return

        def poll(self, timeout_ms: float | None) -> list:
            """Waits for any of: bytes from the Lab, a call to wake, what else is watched. [(which, its event)]"""
            names = self.names
            return [(names.get(fd, fd), event) for fd, event in self.poller.poll(timeout_ms)]

        def read(self) -> bytes:
            """What has come; b"" at the end of the connection."""
            try:
                return read_fd(self.fd, 65536)
            except OSError:
                return b""

        def calm(self) -> None:
            read_fd(self.woken, 4096)

        def watch_child(self, pid: int) -> int:
            """What `poll` names when the child has ended. OSError or AttributeError where it cannot be watched."""
            fd = out_of_the_way(os.pidfd_open(pid))  # pyright: ignore[reportAttributeAccessIssue]
            self.poller.register(fd, select.POLLIN)
            return fd

        def child_status(self, fd: int, pid: int) -> int | None:
            """Lets go of a child that has ended. None: it is to be asked for its code."""
            self.poller.unregister(fd)
            os.close(fd)
            return None

        def close(self) -> None:
            for fd in {self.fd, self.woken, self.waker}:
                try:
                    os.close(fd)
                except OSError:
                    # The program has closed it.
                    continue


# --- the control thread --------------------------------------------------------------------------------------


class Frames:
    """Cuts the bytes that come from the Lab into frames."""

    def __init__(self) -> None:
        self.rest = b""
        #: Frames that came before there was a control thread.
        self.heard: list = []

    def push(self, data: bytes) -> list[tuple[int, int, dict]]:
        data = self.rest + data
        frames, at = [], 0
        while len(data) - at >= HEADER.size:
            head, unit, _ = HEADER.unpack_from(data, at)
            size = head >> 8
            end = at + HEADER.size + size
            if end + len(PADS[size & 7]) > len(data):
                break
            frames.append((head & 0xFF, unit, from_json(data[at + HEADER.size : end].decode())))
            at = end + len(PADS[size & 7])
        self.rest = data[at:]
        return frames


#: How often things are looked at that nobody tells of: raw threads, holders of locks, children without a pidfd.
LOOK_NS = 50_000_000


class Control:
    """
    The agent's own thread: a raw one, unknown to `threading`. It reads the Lab's commands, sends what has
    waited in the queue for TICK_NS, tells of waits that have lasted, and learns of the ends of children.
    """

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        #: Children by what the link names when they have ended.
        self.watched: dict[int, Unit] = {}
        #: Children that are looked at: nothing tells of their end, or ended and not reaped by us.
        self.looked_at: set = set()
        #: Children whose end nothing watches yet: many end before it is worth while.
        self.young: deque = deque()
        self.lock_waits: set = set()
        self.next_look = 0
        self.next_sample = 0
        self.stopping = False
        self.stopped = allocate_lock()
        self.stopped.acquire()
        self.tid = 0

    def start(self) -> None:
        start_new_thread(self.run, ())

    def stop(self) -> None:
        """Ends the thread and waits for that."""
        self.stopping = True
        AGENT.link.wake()
        self.stopped.acquire()

    def run(self) -> None:
        try:
            self.tid = _thread.get_native_id() if hasattr(_thread, "get_native_id") else 0
            self.loop()
        except Exception as error:
            AGENT.defect("control", error)
            AGENT.flush()
        finally:
            self.stopped.release()

    def loop(self) -> None:
        link, due = AGENT.link, now() + TICK_NS if AGENT.ticking else None
        heard, self.frames.heard = self.frames.heard, []
        self.handle(heard)
        while not self.stopping:
            timeout = None if due is None else max(0.0, (due - now()) / 1e6)
            for which, _ in link.poll(timeout):
                if which == FROM_LAB:
                    self.hear()
                elif which == WOKEN:
                    link.calm()
                elif which in self.watched:
                    self.child_gone(which)
            at = now()
            if due is not None and at >= due:
                due = self.tick(at)
            elif AGENT.ticking and (due is None or due > at + TICK_NS):
                due = at + TICK_NS

    def tick(self, at: int) -> int | None:
        """Sends and tells what has waited; returns when to look again."""
        AGENT.ticking = False
        while self.young:
            self.watch_now(self.young.popleft())
        young = False
        for wait in list(WAITS):
            if at - wait.since < SHORT_WAIT_NS:
                young = True
            else:
                WAITS.discard(wait)
                if wait.unit.wait is wait:
                    wait.tell(wait.describe(), wait.since)
                    if wait.kind == "lock" or wait.kind == "semlock":
                        self.lock_waits.add(wait)
        if at >= self.next_look:
            self.next_look = at + LOOK_NS
            guarded(self.look)()
        if AGENT.sample_ns and at >= self.next_sample:
            self.next_sample = at + AGENT.sample_ns
            guarded(self.sample)()
        sent = bool(QUEUE)
        append((PROCESS, SETTLE_ALL, at, ""))
        AGENT.flush()
        if young or sent or AGENT.ticking:
            AGENT.ticking = True
            return at + TICK_NS
        if RAW or self.lock_waits or self.looked_at:
            return self.next_look
        return self.next_sample if AGENT.sample_ns else None

    def look(self) -> None:
        """What nobody tells of."""
        if RAW:
            alive = sys._current_frames()
            for unit in list(RAW):
                if unit.ident not in alive or UNITS.get(unit.ident) is not unit:
                    RAW.discard(unit)
                    unit.ended = True
                    NUMBERED.pop(unit.number, None)
                    end_unit(unit, None)
        for wait in list(self.lock_waits):
            if wait.unit.wait is not wait:
                self.lock_waits.discard(wait)
                continue
            facts = wait.describe()
            if facts != wait.facts:
                wait.tell(facts, now())
        for unit in list(self.looked_at):
            self.look_at_child(unit)

    def sample(self) -> None:
        """CPU time, where the Lab cannot read it from outside."""
        facts: dict = {"cpuNs": time.process_time_ns()}
        clock_of = getattr(time, "pthread_getcpuclockid", None)
        if sys.platform != "win32" and clock_of is not None:
            threads = []
            for ident, unit in list(UNITS.items()):
                if not unit.ended:
                    try:
                        threads.append([unit.number, time.clock_gettime_ns(clock_of(ident))])
                    except OSError:
                        # It has ended just now.
                        continue
            facts["threads"] = threads
        append((PROCESS, SAMPLE, now(), to_json(facts).encode()))

    # What comes from the Lab.

    def hear(self) -> None:
        data = AGENT.link.read()
        if not data:
            self.stopping = True
            if AGENT.mode != "off":
                # The end of the connection is the order to end this process, and nobody is left to obey twice.
                end_process()
            return
        self.handle(self.frames.push(data))

    def handle(self, frames: list) -> None:
        for kind, number, payload in frames:
            if kind == WELCOME:
                welcomed(payload)
            elif kind == REFUSE:
                end_process()
            elif kind == COMMAND:
                self.obey(number, payload)

    def obey(self, number: int, command: dict) -> None:
        name = command.get("name")
        why = None
        try:
            if name == "input":
                DESK.give(number, command["text"] + "\n")
            elif name == "endInput":
                DESK.end()
            elif name == "speed":
                PROGRAM_TIME.change_speed(max(float(command["speed"]), 1e-6))
            elif name == "interrupt":
                interrupt(NUMBERED[number])
            elif name == "daemon":
                thing = NUMBERED[number].thing
                if thing is None:
                    raise KeyError(number)
                thing().daemon = bool(command["daemon"])  # pyright: ignore[reportOptionalMemberAccess]
            elif name in ("start", "join"):
                if not DESK.ask(1, lambda: self.act(name, number, command)):
                    why = "main-not-listening"
                elif "id" in command:
                    return
            else:
                why = "unknown command: %s" % name
        except KeyError:
            why = "no such unit"
        except Exception as error:
            why = "%s: %s" % (type(error).__name__, error)
        self.reply(command, why)

    def act(self, name: str, number: int, command: dict) -> None:
        """What a person asks the main thread to do: in it, while it stands in input()."""
        why = None
        try:
            unit = NUMBERED.get(number)
            thing = unit.thing() if unit is not None and unit.thing is not None else None
            if thing is None:
                why = "no such unit"
            elif name == "start":
                AGENT.started_by_person = thing
                try:
                    thing.start()
                finally:
                    AGENT.started_by_person = None
            else:
                thing.join()
        except Exception as error:
            why = "%s: %s" % (type(error).__name__, error)
        finally:
            self.reply(command, why)

    def reply(self, command: dict, why: str | None) -> None:
        if "id" in command:
            facts = {"id": command["id"], "ok": why is None}
            if why is not None:
                facts["why"] = why[:2000]
            append((PROCESS, REPLY, now(), to_json(facts).encode()))
            AGENT.flush()

    # What becomes of children.

    def watch(self, unit: Unit) -> None:
        """Called by any thread: has the end of a child told."""
        self.young.append(unit)
        if not AGENT.ticking:
            AGENT.wake()

    def watch_now(self, unit: Unit) -> None:
        if unit.ended:
            return
        try:
            self.watched[AGENT.link.watch_child(unit.pid)] = unit
        except (AttributeError, OSError):
            self.looked_at.add(unit)

    def child_gone(self, which: int) -> None:
        unit = self.watched.pop(which)
        code = AGENT.link.child_status(which, unit.pid)
        if code is None:
            self.look_at_child(unit)
        else:
            child_ended(unit, code)

    def look_at_child(self, unit: Unit) -> None:
        """Reads the exit status of a child and leaves the zombie to the program."""
        self.looked_at.discard(unit)
        if unit.ended:
            return
        try:
            if sys.platform == "win32":
                raise ChildProcessError
            result = original_waitid(os.P_PID, unit.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except (OSError, TypeError):
            # The program has reaped it, and says so in a moment; or it is not our child.
            process = unit.thing() if unit.thing is not None else None
            code = getattr(getattr(process, "_popen", None), "returncode", None)
            if code is not None:
                child_reaped(unit, code)
            return
        if result is None:
            self.looked_at.add(unit)
            AGENT.ticking = True
        else:
            exited = result.si_code == os.CLD_EXITED
            child_ended(unit, result.si_status if exited else -result.si_status)


def interrupt(unit: Unit) -> None:
    """
    Raises KeyboardInterrupt in a thread: in main as Ctrl-C does, which also ends its waits; in another one at
    its next instruction of Python, so a thread that waits is only interrupted when its wait is over.
    """
    if unit.number == 1:
        import _signal  # pyright: ignore[reportMissingImports]

        if hasattr(_signal, "pthread_kill"):
            _signal.pthread_kill(unit.ident, _signal.SIGINT)
        else:
            _thread.interrupt_main()
        return
    if unit.kind != "thread" or unit.ended or not unit.ident:
        raise KeyError(unit.number)
    import ctypes

    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    raise_in(ctypes.c_ulong(unit.ident), ctypes.py_object(KeyboardInterrupt))


def end_process() -> None:
    """The Lab is gone, or wants this process gone: no code of the program's runs any more."""
    import _signal  # pyright: ignore[reportMissingImports]

    kill(os.getpid(), getattr(_signal, "SIGKILL", _signal.SIGTERM))


def welcomed(payload: dict) -> None:
    PROGRAM_TIME.change_speed(max(float(payload.get("speed", 1)), 1e-6))
    AGENT.sample_ns = int(payload.get("sampleMs", 0)) * 1_000_000
    AGENT.scratch = payload.get("scratch", "")
    if AGENT.sample_ns:
        AGENT.wake()


# --- fork and exit -----------------------------------------------------------------------------------------


class Forking:
    """
    What the agent knows between the two sides of a fork. One at a time: SENDING is held meanwhile. What the
    child needs is made before, in memory that is warm: after a fork each page that is touched first is copied.
    """

    unit: Any = None
    link: Any = None
    control: Any = None
    fresh: tuple | None = None
    #: The child's hello but for its PID.
    hello = ""
    parted = False
    #: By thread: the child of an os.fork() that has not come back yet.
    raw: dict[int, Unit] = {}


@guarded
def before_fork() -> None:
    Forking.unit = Forking.link = Forking.fresh = None
    if AGENT.mode not in ("on", "leaving"):
        return
    caller = outside()
    process = launched_process(caller, depth=1)
    # An earlier os.fork() of this thread has failed.
    child_failed(Forking.raw.pop(get_ident(), None))
    if process is not None:
        unit = process_starting(process)
    else:
        unit = Forking.raw[get_ident()] = announce_child("fork", caller)
    append((PROCESS, SETTLE_ALL, now(), ""))
    AGENT.flush()
    Forking.unit = unit
    hello = hello_of(unit.key, unit.name, os.getpid())
    Forking.hello = to_json(hello)[:-1] + ',"pid":%d}'
    Forking.control, Forking.fresh = Control(Frames()), fresh()
    try:
        Forking.link = Link(AGENT.address["path"])
    except OSError:
        # No way to the Lab: the child will be unobserved.
        Forking.link = None
    is_warned_of = sys.version_info >= (3, 12) and (process is None or sys.warnoptions)
    if is_warned_of and AGENT.control is not None and is_alone():
        # From 3.12 on fork() warns of other threads, which it counts in /proc: ours must be gone by then. By
        # default only the student's own os.fork() is warned of, not multiprocessing's.
        Forking.parted = True
        AGENT.control.stop()
        leave_no_trace(AGENT.control.tid)
    AGENT.sending.acquire()


def is_alone() -> bool:
    threading = sys.modules.get("threading")
    return not RAW and (threading is None or len(threading._active) + len(threading._limbo) <= 1)


def leave_no_trace(tid: int) -> None:
    """Waits until the operating system has forgotten a thread whose code is over."""
    path = "/proc/self/task/%d" % tid
    for _ in range(1000):
        if not os.path.exists(path):
            return
        original_sleep(0.00001)


@guarded
def after_fork_in_parent() -> None:
    if AGENT.mode not in ("on", "leaving"):
        return
    AGENT.sending.release()
    if Forking.parted:
        Forking.parted = False
        AGENT.control.stopping = False
        AGENT.is_parked = True
        if sys.version_info < (3, 13):
            AGENT.unpark()
        # Later versions count the threads when they have come back from here.
    if Forking.link is not None:
        # The child's, and from here on its alone.
        Forking.link.close()
        Forking.link = Forking.control = Forking.fresh = None


@guarded
def forked(pid: int) -> None:
    """os.fork() has come back in the parent."""
    unit = Forking.raw.pop(get_ident(), None)
    if unit is not None and pid:
        child_lives(unit, pid, True)


def tell_forked(result):
    forked(result)
    return result


def tell_forked_with_terminal(result):
    forked(result[0])
    return result


def told_afterwards(original, tell):
    """
    A function without arguments after which we are told of its result. No Python code runs around the call, so
    that a warning of it names the line of the student's (Python 3.12 and later warn in fork()).
    """
    from _functools import partial  # pyright: ignore[reportMissingImports]

    function: Any = partial(next, map(tell, iter(original, object())))
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(function, name, getattr(original, name))
    return function


def after_fork_in_child() -> None:
    if AGENT.mode == "off":
        return
    was, AGENT.mode = AGENT.mode, "off"
    try:
        forget_the_parent()
        if was == "dormant":
            AGENT.mode = "dormant"
            return
        if Forking.link is None:
            raise ConnectionError
        AGENT.link, AGENT.control = Forking.link, Forking.control
        append((PROCESS, HELLO, now(), (Forking.hello % os.getpid()).encode()))
        AGENT.mode = "on"
        main_begins()
        # It all leaves with the first output, or soon.
        AGENT.ticking = True
        AGENT.control.start()
    except Exception:
        # No way to the Lab: this process runs on, unobserved. Its text goes where the file descriptors lead.
        AGENT.mode = "off"
        stream_past_us()


def forget_the_parent() -> None:
    """Only the forking thread lives on here; what was queued belongs to the parent."""
    global DESK
    for kept in (QUEUE, WAITS, RAW, CHILDREN, NUMBERED, UNITS, MADE, Forking.raw):
        if kept:
            if kept is MADE:
                for unit in MADE.values():
                    # Objects made before the fork are no units of this process until they are started here.
                    unit.thing = None
            kept.clear()
    if AGENT.link is not None:
        AGENT.link.close()
        AGENT.link = None
    AGENT.sending, AGENT.batch, AGENT.tails, AGENT.numbers, desk = Forking.fresh or fresh()
    desk.ended = DESK.ended
    DESK = desk
    AGENT.ticking = AGENT.exiting = AGENT.is_parked = False
    AGENT.control, AGENT.leaver = None, 0


def fresh() -> tuple:
    """What a new process begins with."""
    return _thread.RLock(), Batch(), {}, count(2), Desk()


def stream_past_us() -> None:
    """Gives the program plain streams again."""
    for fd, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if isinstance(stream, TextOut):
            plain = io.open(fd, "w", encoding=stream.encoding, errors=stream.errors, closefd=False, buffering=1)
            setattr(sys, name, plain)
            setattr(sys, "__%s__" % name, plain)


def leave_at_once(original):
    """os._exit: the way of forked children. Sends what is queued, and the code."""

    def _exit(self, status):
        try:
            if AGENT.mode == "on" and type(status) is int:
                last_words(status & 0xFF if os.name == "posix" else status)
            return original(status)
        except BaseException as error:
            hide(error)
            raise

    return as_builtin(original, _exit)


@guarded
def last_words(code: int | None) -> None:
    """All threads that are left are left behind; everything queued is sent."""
    here = get_ident()
    for ident, unit in list(UNITS.items()):
        if not unit.ended and unit.number != 1 and ident != here:
            unit.ended = True
            end_unit(unit, None, "abandoned")
    for unit in list(NUMBERED.values()):
        if not unit.started and not unit.ended:
            unit.ended = True
            end_unit(unit, None, "abandoned")
    main = NUMBERED.get(1)
    if main is not None and not main.ended:
        main.ended = True
        error = main.error
        if error is None and code is None:
            last = getattr(sys, "last_exc", None) or getattr(sys, "last_value", None)
            error = tell_error(last) if last is not None else None
        end_unit(main, error)
    append((PROCESS, SETTLE_ALL, now(), ""))
    if code is not None:
        append((PROCESS, BYE, now(), b'{"code":%d,"cpuNs":%d}' % (code, time.process_time_ns())))
    AGENT.flush()


def at_exit() -> None:
    """Runs as the last of the program's exit functions, since it was registered first."""
    if AGENT.mode != "on":
        return
    last_words(None)
    # No other thread may hold SENDING when the interpreter freezes it. What destructors print from here on
    # is sent by this thread at once.
    AGENT.sending.acquire()
    AGENT.leaver = get_ident()
    AGENT.mode = "leaving"
    AGENT.flush()


# --- the start ---------------------------------------------------------------------------------------------

AGENT = Agent()


def hello_of(key: str, name: str, parent: int) -> dict:
    hello = {
        "protocol": PROTOCOL_VERSION,
        "secret": AGENT.address["secret"],
        "key": key,
        "language": "python",
        "ppid": parent,
    }
    if name:
        hello["name"] = name[:1000]
    return hello


def connect(key: str) -> bool:
    """
    Says hello and begins to tell: nothing of the program runs before the Lab has welcomed it. (A forked child of a
    process that was welcomed does not wait: see `after_fork_in_child`.) False: the Lab refused.
    """
    AGENT.link = Link(AGENT.address["path"])
    hello = dict(hello_of(key, "", os.getppid()), pid=os.getpid(), facts=facts_of_python())
    frames = Frames()
    write, where, count_all = AGENT.link.writing
    data, counts = frame(HELLO, 0, now(), to_json(hello).encode()), []
    while count_all(counts) < len(data):
        counts.extend(map(write, where[0], (data[count_all(counts) :],), *where[1:]))
    answer = await_answer(frames)
    if answer == REFUSE:
        return False
    if answer is None:
        AGENT.link.close()
        AGENT.link = None
        return True
    AGENT.mode = "on"
    main_begins()
    AGENT.flush()
    AGENT.control = Control(frames)
    AGENT.control.start()
    return True


def await_answer(frames: Frames) -> int | None:
    """WELCOME, REFUSE, or None when the Lab does not answer in time."""
    until = now() + int(CONNECT_LIMIT_S * 1e9)
    while True:
        left = (until - now()) / 1e6
        if left <= 0 or not AGENT.link.poll(left):
            return None
        data = AGENT.link.read()
        if not data:
            return REFUSE
        frames.heard += frames.push(data)
        while frames.heard:
            kind, _, payload = frames.heard.pop(0)
            if kind == WELCOME:
                # Commands may have come with it: the control thread obeys them.
                welcomed(payload)
                return WELCOME
            if kind == REFUSE:
                return REFUSE


def facts_of_python() -> dict:
    enabled = getattr(sys, "_is_gil_enabled", None)
    return {
        "python": "%d.%d.%d" % sys.version_info[:3],
        "gil": "on" if enabled is None or enabled() else "off",
        "switchInterval": sys.getswitchinterval(),
        "cores": os.cpu_count() or 1,
    }


def main_begins() -> None:
    """Announces the thread that runs here as the main thread of its process."""
    name, current = "MainThread", None
    threading = sys.modules.get("threading")
    if threading is not None:
        # In a child that a thread forked, that thread is the main one and keeps its name.
        current = threading._active.get(get_ident())
        name = current._name if current is not None else name
    AGENT.pid_mark = (os.getpid() & 0x3FFFFF) << 20
    unit = Unit(1, "main", name)
    unit.started = True
    unit.ident = get_ident()
    UNITS[unit.ident] = NUMBERED[1] = unit
    if current is not None:
        unit.thing = ref(current)
        MADE[id(current)] = unit
    tid = ',"tid":%d' % get_native_id() if get_native_id is not None else ""
    append((unit, UNIT, now(), ('{"kind":"main","name":%s,"state":"running"%s}' % (quote(name[:1000]), tid)).encode()))


def introduce(key: str) -> None:
    """In a child of the fork server: now it is known which process this is."""
    if AGENT.mode != "dormant":
        return
    AGENT.mode = "off"
    try:
        if connect(key) and AGENT.mode == "on":
            begin()
    except Exception:
        # No way to the Lab: this process runs on, unobserved.
        AGENT.mode = "off"


def begin() -> None:
    """The Lab knows this process: from here on the program is watched."""
    atexit.register(at_exit)
    install_patches()
    replace_streams()
    replace_open()


def start(address: str, folder: str) -> None:
    """
    Called before the program. `address` is an `AgentAddress` as JSON; from one of us to a child it has a
    `role`, the speed of the run, and what the Lab's standard descriptors are.
    """
    if sys.implementation.name != "cpython" or sys.version_info < (3, 9):
        return
    AGENT.address = from_json(address)
    AGENT.folder = folder
    role = AGENT.address.get("role", "root")
    known = AGENT.address.get("standard")
    for fd in (0, 1, 2):
        who = identity(fd)
        if known is None or (str(fd) in known and known[str(fd)] == (list(who) if who else None)):
            AGENT.standard[fd] = who
    AGENT.speed = AGENT.address.get("speed", 1.0)
    if sys.platform != "win32":
        os.register_at_fork(
            before=before_fork, after_in_parent=after_fork_in_parent, after_in_child=after_fork_in_child
        )
    if role == "forkserver":
        AGENT.mode = "dormant"
        return
    if not connect(AGENT.address["key"]):
        end_process()
    if AGENT.mode == "on":
        begin()

"""자유 실험실: 내가 MainThread입니다. 한 줄을 읽을 때마다 적힌 일을 하나 합니다.

thread 할일 [name=이름] [daemon] [arg=값]     스레드를 만듭니다 (시작하지는 않습니다)
process 할일 [name=이름] [daemon] [arg=값]    프로세스를 만듭니다
start 이름 · join 이름 [초] · daemon 이름 on|off · alive 이름
terminate 이름 · kill 이름 · end (메인의 코드를 끝냅니다)

빈칸이 든 이름과 값은 큰따옴표로 묶습니다.
"""
import json
import re
import signal
import sys
import traceback
from multiprocessing import Process
from threading import Thread
from time import perf_counter, sleep


def count(limit=10):
    for number in range(1, limit + 1):
        print(f"{number}까지 셈")
        sleep(1)


def nap(seconds=5):
    print(f"{seconds}초 동안 잡니다")
    sleep(seconds)
    print("일어났습니다")


def ask(question="검색어를 입력하세요."):
    answer = input(f"{question} ")
    print(f"받은 답 [{answer}]")


def burn(seconds=5):
    until = perf_counter() + seconds
    number = found = 0
    while perf_counter() < until:
        number += 1
        if number > 1 and all(number % other for other in range(2, int(number**0.5) + 1)):
            found += 1
    print(f"{number}까지 소수 {found}개")


def grow(megabytes=100):
    held = []
    while len(held) * 10 < megabytes:
        held.append(b"x" * 10_000_000)
        print(f"{len(held) * 10} MB 가지고 있음")
        sleep(0.5)
    sleep(5)


def crash(message="일부러 낸 오류"):
    sleep(1)
    raise ValueError(message)


def stubborn(seconds=30):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for number in range(1, seconds + 1):
        print(f"SIGTERM은 듣지 않습니다 · {number}")
        sleep(1)


def flood(lines=100_000):
    for number in range(1, lines + 1):
        print(f"{number}번째 줄")


KINDS = {"thread": Thread, "process": Process}
TASKS = {
    "count": count,
    "sleep": nap,
    "ask": ask,
    "burn": burn,
    "grow": grow,
    "crash": crash,
    "stubborn": stubborn,
    "flood": flood,
}
units = {}


def words_of(line):
    quoted = r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+'
    if re.sub(quoted, "", line).strip():
        raise ValueError("큰따옴표가 닫히지 않았습니다")
    return re.findall(quoted, line)


def text_of(word):
    return json.loads(word) if word.startswith('"') else word


def value_of(word):
    text = text_of(word)
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


def unit_called(word):
    if text_of(word) not in units:
        raise ValueError(f"없는 이름: {text_of(word)}")
    return units[text_of(word)]


def create(kind, task, *options):
    if task not in TASKS:
        raise ValueError(f"없는 할 일: {task}")
    name, daemon, args = None, False, ()
    for option in options:
        key, _, word = option.partition("=")
        if key == "name" and word:
            name = text_of(word) or None
        elif key == "arg" and word:
            args = (value_of(word),)
        elif option == "daemon":
            daemon = True
        else:
            raise ValueError(f"모르는 말: {option}")
    number = 1
    while name is None:
        name = task if number == 1 else f"{task}-{number}"
        name, number = (None if name in units else name), number + 1
    if name in units:
        raise ValueError(f"이미 있는 이름: {name}")
    units[name] = KINDS[kind](target=TASKS[task], name=name, args=args, daemon=daemon)


def do(verb, *rest):
    if verb in KINDS and rest:
        create(verb, *rest)
    elif verb == "start" and len(rest) == 1:
        unit_called(rest[0]).start()
    elif verb == "join" and len(rest) == 1:
        unit_called(rest[0]).join()
    elif verb == "join" and len(rest) == 2:
        unit_called(rest[0]).join(float(rest[1]))
    elif verb == "daemon" and len(rest) == 2 and rest[1] in ("on", "off"):
        unit_called(rest[0]).daemon = rest[1] == "on"
    elif verb == "terminate" and len(rest) == 1:
        unit_called(rest[0]).terminate()
    elif verb == "kill" and len(rest) == 1:
        unit_called(rest[0]).kill()
    elif verb == "alive" and len(rest) == 1:
        print(f"{text_of(rest[0])} 살아 있음 {unit_called(rest[0]).is_alive()}")
    else:
        raise ValueError(f"모르는 명령: {' '.join((verb, *rest))}")


def main():
    while True:
        try:
            line = input().strip()
        except EOFError:
            return
        if line == "end":
            return
        try:
            if line:
                do(*words_of(line))
        except Exception as error:
            print(*traceback.format_exception_only(type(error), error), sep="", end="", file=sys.stderr)


if __name__ == "__main__":
    main()

"""프로세스 하나를 시작하고, 부모와 자식의 PID를 견줍니다."""
import os
from multiprocessing import Process


def greet(word):
    print(f"자식: 받은 인자 [{word}]")
    print(f"자식: 내 PID {os.getpid()}")


if __name__ == "__main__":
    print(f"메인: 내 PID {os.getpid()}")
    child = Process(target=greet, args=("안녕하세요",), name="child")
    child.start()
    print("메인: 끝")

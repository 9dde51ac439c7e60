"""일하는 자식에게 1초 뒤 종료 신호를 보냅니다."""
from multiprocessing import Process
from time import sleep


class Settle(Process):
    def __init__(self, name, seconds):
        super().__init__(name=name)
        self.seconds = seconds

    def run(self):
        print(f"[{self.name}] 시작")
        sleep(self.seconds)
        print(f"[{self.name}] 끝")


if __name__ == "__main__":
    settle = Settle("settle", 5)
    settle.start()
    sleep(1)
    print(f"메인: [1초 뒤] 살아 있음 {settle.is_alive()}")
    if settle.is_alive():
        settle.terminate()
        print("메인: 종료 신호를 보냈습니다")
    print(f"메인: [보낸 직후] 살아 있음 {settle.is_alive()}, exit code {settle.exitcode}")
    settle.join()
    print(f"메인: [join한 뒤] 살아 있음 {settle.is_alive()}, exit code {settle.exitcode}")

"""Process를 상속해, 할 일과 자료를 한 클래스에 담습니다."""
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
    print("메인: 자식을 기다립니다")
    settle.join()
    print(f"메인: 자식의 exit code {settle.exitcode}")

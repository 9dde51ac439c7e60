"""사는 쪽과 파는 쪽이 함께 일하고, 메인은 둘을 기다립니다."""
from threading import Thread
from time import sleep


def trade(side):
    for number in range(1, 6):
        for step in ("시세 요청", "분석", "시점 계산", side):
            print(f"[{side}] {number}회차 {step}")
            sleep(1)


if __name__ == "__main__":
    buyer = Thread(target=trade, args=("매수",), name="buyer")
    seller = Thread(target=trade, args=("매도",), name="seller")
    buyer.start()
    seller.start()
    buyer.join()
    seller.join()
    print("메인: 장을 마감합니다")

"""스레드 하나를 만들고, 그 스레드 안에서 입력을 기다립니다."""
from threading import Thread


def search():
    print("스레드: 시작")
    word = input("검색어를 입력하세요. ")
    print(f"스레드: [{word}] 찾는 중")
    print("스레드: 끝")


if __name__ == "__main__":
    print("메인: 시작")
    searcher = Thread(target=search, name="searcher")
    searcher.start()
    print("메인: 끝")
    print("메인: 이제 내 할 일을 합니다")

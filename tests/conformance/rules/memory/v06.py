from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def work(name):
    memory = SharedMemory(name)
    memory.buf[0] = 7
    memory.close()


if __name__ == '__main__':
    memory = SharedMemory(create=True, size=16)
    p = Process(target=work, args=(memory.name,))
    p.start()
    p.join()
    print(memory.buf[0])
    memory.close()
    memory.unlink()
    try:
        SharedMemory(memory.name)
    except FileNotFoundError as error:
        print(f'FileNotFoundError: {error}'.replace(memory.name, 'NAME'))

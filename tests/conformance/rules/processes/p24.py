import os
import signal
import sys
import time
from multiprocessing import Event, Process, parent_process


def work(ready):
    ready.set()
    while parent_process().is_alive():
        time.sleep(0.02)
    print('orphan alive', flush=True)


if __name__ == '__main__':
    ready = Event()
    Process(target=work, args=(ready,), daemon=True).start()
    ready.wait()
    case = sys.argv[1]
    if case == 'exit':
        os._exit(0)
    os.kill(os.getpid(), {'kill': signal.SIGKILL, 'terminate': signal.SIGTERM}[case])
    time.sleep(30)

import _thread
import threading
from threading import Event, Thread

done = Event()


def work():
    thread = threading.current_thread()
    print(thread.name, thread.daemon, type(thread).__name__)
    done.set()


Thread()
_thread.start_new_thread(work, ())
done.wait()

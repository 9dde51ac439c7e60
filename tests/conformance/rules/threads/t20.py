import os
from threading import Barrier, Thread, get_native_id, main_thread

meet = Barrier(3)


def work(tids):
    tids.append(get_native_id())
    meet.wait()


tids = []
threads = [Thread(target=work, args=(tids,)) for _ in range(2)]
for t in threads:
    t.start()
meet.wait()
print('main thread', main_thread().native_id == os.getpid())
print('as seen from inside', {t.native_id for t in threads} == set(tids))
print('unique', len({main_thread().native_id, *tids}))
for t in threads:
    t.join()

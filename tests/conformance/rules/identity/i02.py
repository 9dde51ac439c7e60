from threading import Event, Thread, Timer, active_count, enumerate

go = Event()


def nothing():
    pass


live = Thread(target=go.wait)
daemonic = Thread(target=go.wait, daemon=True)
timer = Timer(30, nothing)
new = Thread(target=nothing)
ended = Thread(target=nothing, name='ended')
for t in (live, daemonic, timer, ended):
    t.start()
ended.join()
print(*[t.name for t in enumerate()], sep=', ')
print(active_count() == len(enumerate()))
go.set()
timer.cancel()

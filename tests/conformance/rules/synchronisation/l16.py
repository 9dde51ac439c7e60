from threading import Event, Timer

fired = Event()


def fire():
    print('fired')
    fired.set()


t = Timer(0.1, fire)
t.start()
print(t.is_alive(), t.name, t.daemon)
fired.wait()
t.join()
t.cancel()
print(t.is_alive())
cancelled = Timer(30, print, ['never'])
cancelled.start()
print(cancelled.is_alive())
cancelled.cancel()
cancelled.join()
print(cancelled.is_alive())

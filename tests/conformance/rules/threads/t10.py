from threading import Thread

t = Thread()
for name in ('terminate', 'kill', 'stop', 'close'):
    print(name, hasattr(t, name))

from threading import Event, Thread

Thread(target=Event().wait).start()
print('main end', flush=True)

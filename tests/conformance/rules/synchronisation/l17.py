from threading import Timer

Timer(0.3, print, ['late']).start()
print('main end')

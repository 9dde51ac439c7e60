import os

reading, writing = os.pipe()
os.set_blocking(reading, False)
if os.fork() == 0:
    os.dup2(writing, 1)
    print('a')
    # The reader looks now; the line leaves with the buffer, at the end.
    try:
        seen = os.read(reading, 100)
    except BlockingIOError:
        seen = b'nothing'
    os.write(2, seen)
    os._exit(0)
os.wait()

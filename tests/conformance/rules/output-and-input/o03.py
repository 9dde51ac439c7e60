import subprocess
import sys

program = """
from threading import Thread

def work(word):
    for _ in range(20000):
        print(word)

threads = [Thread(target=work, args=(word,)) for word in 'AB']
for t in threads:
    t.start()
for t in threads:
    t.join()
"""
lines = subprocess.run([sys.executable, '-u', '-c', program], stdout=subprocess.PIPE).stdout.split(b'\n')
print(len(lines) - 1, 'glued or empty', any(line not in (b'A', b'B') for line in lines[:-1]))

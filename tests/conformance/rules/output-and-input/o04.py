import subprocess
import sys

program = """
from threading import Thread

def work(word):
    for number in range(25000):
        print(f'{word} line {number}\\n', end='')

threads = [Thread(target=work, args=(word,)) for word in 'ABCD']
for t in threads:
    t.start()
for t in threads:
    t.join()
"""
expected = sorted(f'{word} line {number}'.encode() for word in 'ABCD' for number in range(25000))


def all_there(*options):
    output = subprocess.run([sys.executable, *options, '-c', program], stdout=subprocess.PIPE).stdout
    return sorted(output.split(b'\n')[:-1]) == expected


print('buffered', all(all_there() for _ in range(5)))
print('unbuffered', all_there('-u'))

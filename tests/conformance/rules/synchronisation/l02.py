from threading import Lock

try:
    Lock().release()
except RuntimeError as error:
    print(f'RuntimeError: {error}')

from concurrent.futures import ThreadPoolExecutor
from threading import current_thread


def describe():
    return current_thread().name, current_thread().daemon


for options in ({}, {}, {'thread_name_prefix': 'dl'}):
    with ThreadPoolExecutor(**options) as executor:
        print(executor.submit(describe).result())

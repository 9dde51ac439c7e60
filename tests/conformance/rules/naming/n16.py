import asyncio
from threading import current_thread


def name():
    return current_thread().name


print(asyncio.run(asyncio.to_thread(name)))

from concurrent.futures import ThreadPoolExecutor


def bad():
    raise ValueError('boom')


with ThreadPoolExecutor() as executor:
    try:
        executor.submit(bad).result()
    except ValueError as error:
        print(f'ValueError: {error}')
    executor.submit(bad)
print('nothing of the other')

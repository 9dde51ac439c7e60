from threading import Condition

condition = Condition()
for action in (condition.wait, condition.notify, condition.notify_all):
    try:
        action()
    except RuntimeError as error:
        print(f'RuntimeError: {error}')

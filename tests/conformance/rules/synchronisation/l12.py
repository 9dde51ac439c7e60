from threading import Condition

condition = Condition()
with condition:
    condition.notify()
    print(condition.wait(0.1))
    print(condition.wait_for(lambda: 0, 0.1), condition.wait_for(lambda: 7))

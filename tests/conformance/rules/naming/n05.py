from multiprocessing import Process


class Worker(Process):
    def run(self):
        pass


def work():
    pass


print(Process(target=work).name, Worker().name)

from multiprocessing import Process, current_process


class Worker(Process):
    result = 0

    def run(self):
        self.result = 1
        print('child', self.result, current_process() is self, self.name, flush=True)


if __name__ == '__main__':
    w = Worker()
    w.start()
    w.join()
    print('parent', w.result)

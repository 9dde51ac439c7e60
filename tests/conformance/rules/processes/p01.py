from multiprocessing import Process

p = Process()
print(p.pid, p.ident, p.exitcode, p.is_alive())

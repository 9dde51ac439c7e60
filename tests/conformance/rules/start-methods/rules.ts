import { notApplicable, type Group } from '../../table.ts'

export const startMethods: Group = {
  name: 'start-methods',
  title: 'Start methods and the guard of the main module',
  rules: [
    {
      id: 'C01',
      title: 'on Linux processes are forked unless another of three ways is chosen',
      expect: { out: ["fork ['fork', 'spawn', 'forkserver']"] },
      versions: {
        '3.14+': { out: ["forkserver ['fork', 'spawn', 'forkserver']"], because: 'by a fork server' },
      },
      typescript: notApplicable('There is one way to start a process, and nothing to choose.'),
    },
    {
      id: 'C02',
      title: 'a spawned child runs the top level of the program again, a forked one does not',
      expect: { out: ['top __main__', 'fork', 'top __mp_main__', 'spawn'] },
      typescript: { out: ['top', 'top', 'spawn'], because: 'every child starts anew, as with spawn' },
    },
    {
      id: 'C03',
      title: 'a program that starts a process at its top level fails in the spawned child, with a hint',
      expect: {
        out: ['parent 1'],
        err: [
          'RuntimeError',
          'An attempt has been made to start a new process before the',
          'current process has finished its bootstrapping phase.',
          'if __name__ ==',
        ],
      },
      typescript: {
        out: [],
        err: [/RuntimeError: .*start.*(top level|main\(\))/],
        exit: 1,
        because: 'it is refused before a process is started; main() is the place for it',
      },
    },
    {
      id: 'C04',
      title: 'what main changed in the program’s variables is seen by a forked child, not by a spawned one',
      expect: { out: ['fork 2', 'spawn 1'] },
      typescript: { out: ['spawn 1'], because: 'every child starts anew, as with spawn' },
    },
    {
      id: 'C05',
      title: 'the parent of a child is the program, though a fork server stands between them',
      expect: {
        out: [
          'fork True True MainProcess',
          'spawn True True MainProcess',
          'forkserver False True MainProcess',
        ],
      },
      typescript: { out: ['spawn true true MainProcess'] },
    },
    {
      id: 'C06',
      title: 'spawn and forkserver have processes of their own, which are no process objects',
      expect: { out: ['fork 1 1', 'spawn 2 1', 'forkserver 2 1'] },
      typescript: notApplicable('The API starts the processes of the program and no others.'),
    },
    {
      id: 'C07',
      title: 'a spawned child is told what to do on its command line, and sees the program’s arguments',
      args: ['one', 'two words'],
      expect: { out: ['True True --multiprocessing-fork'] },
      typescript: { out: ['true'] },
    },
  ],
}

import { notApplicable, type Group } from '../../table.ts'

const noStartMethods = notApplicable('There is one way to start a process, and nothing to choose.')
const superFirst = notApplicable('JavaScript itself refuses a constructor that does not call super() first.')

/** `None` is Python's word here, not a value that TypeScript spells in its own way. */
const GROUP = /AssertionError: group argument must be None for now/

/** Both errors of a rule have the same text. */
const twice = (line: string): string[] => [line, line]

export const errors: Group = {
  name: 'errors',
  title: 'Errors of misuse, type and text',
  rules: [
    {
      id: 'E01',
      title: 'thread: start() twice, while it runs or after its end',
      expect: { out: twice('RuntimeError: threads can only be started once') },
    },
    {
      id: 'E02',
      title: 'thread: join() before start()',
      expect: { out: ['RuntimeError: cannot join thread before it is started'] },
    },
    {
      id: 'E03',
      title: 'thread: join() on itself',
      expect: { out: twice('RuntimeError: cannot join current thread') },
    },
    {
      id: 'E04',
      title: 'thread: daemon set after start(), also after the end',
      expect: { out: [...twice('RuntimeError: cannot set daemon status of active thread'), 'False'] },
    },
    {
      id: 'E05',
      title: 'thread: a subclass that forgot the constructor of Thread',
      expect: {
        out: [
          'RuntimeError: thread.__init__() not called',
          'AssertionError: Thread.__init__() not called',
          'RuntimeError: Thread.__init__() not called',
        ],
      },
      typescript: superFirst,
    },
    {
      id: 'E06',
      title: 'thread: args that are no sequence let start() succeed and the thread fail',
      expect: {
        out: ['main ok'],
        err: [/TypeError: .*work\(\) argument after \* must be an iterable, not (int|number)/],
      },
    },
    {
      id: 'E07',
      title: 'thread or process: a group is given',
      expect: { out: twice('AssertionError: group argument must be None for now') },
      typescript: { out: [GROUP, GROUP] },
    },
    {
      id: 'E08',
      title: 'thread: the system cannot make one more',
      expect: { out: ["RuntimeError: can't start new thread"] },
      typescript: notApplicable('No setting of the API makes the system refuse a thread.'),
    },
    {
      id: 'E09',
      title: 'process: start() twice, while it runs or after its end',
      expect: { out: twice('AssertionError: cannot start a process twice') },
    },
    {
      id: 'E10',
      title: 'process: join() before start()',
      expect: { out: ['AssertionError: can only join a started process'] },
    },
    {
      id: 'E11',
      title: 'process: terminate() and kill() before start()',
      expect: {
        out: [
          "AttributeError: 'NoneType' object has no attribute 'terminate'",
          "AttributeError: 'NoneType' object has no attribute 'kill'",
        ],
      },
    },
    {
      id: 'E12',
      title: 'process: daemon set after start()',
      expect: { out: ['AssertionError: process has already started'] },
    },
    {
      id: 'E13',
      title: 'process: close() while it runs',
      expect: {
        out: [
          'ValueError: Cannot close a process while it is still running. You should first call join() or terminate().',
        ],
      },
    },
    {
      id: 'E14',
      title: 'process: anything but its name after close()',
      expect: {
        out: ['start', 'join', 'is alive', 'exit code', 'pid', 'terminate', 'kill'].map(
          (action) => `${action} ValueError: process object is closed`,
        ),
      },
    },
    {
      id: 'E15',
      title: 'process: a daemonic one starts a child',
      expect: {
        out: ['1'],
        err: ['Process Process-1:', 'AssertionError: daemonic processes are not allowed to have children'],
      },
    },
    {
      id: 'E16',
      title: 'process: join(), is_alive() and start() by a process that did not make it',
      expect: {
        out: [
          'AssertionError: can only join a child process',
          'AssertionError: can only test a child process',
          'AssertionError: can only start a process object created by current process',
        ],
      },
      typescript: notApplicable('A Process object cannot be carried into another process at all.'),
    },
    {
      id: 'E17',
      title: 'process: join() on the current process',
      expect: { out: ['AssertionError: can only join a child process'] },
    },
    {
      id: 'E18',
      title: 'process: a name that is no string is assigned',
      expect: { out: ['AssertionError: name must be a string'] },
    },
    {
      id: 'E19',
      title: 'process: args that are no sequence fail at once',
      expect: { out: [/TypeError: '(int|number)' object is not iterable/] },
    },
    {
      id: 'E20',
      title: 'process: a subclass that forgot the constructor of Process',
      expect: { out: ["AttributeError: 'Forgetful' object has no attribute '_closed'"] },
      typescript: superFirst,
    },
    {
      id: 'E21',
      title: 'a target that a new process could not find again is refused by start() in the parent',
      expect: {
        out: [
          "AttributeError: Can't pickle local object 'main.<locals>.<lambda>'",
          'False None',
          "AttributeError: Can't pickle local object 'main.<locals>.local'",
          'False None',
        ],
      },
      versions: {
        '3.13+': {
          because: 'the text says “get” instead of “pickle”',
          out: [
            "AttributeError: Can't get local object 'main.<locals>.<lambda>'",
            'False None',
            "AttributeError: Can't get local object 'main.<locals>.local'",
            'False None',
          ],
        },
      },
      typescript: {
        out: [/\w+Error: .*export.*/, 'false null', /\w+Error: .*local.*export.*/, 'false null'],
      },
    },
    {
      id: 'E22',
      title: 'the start method was already chosen',
      expect: { out: ['RuntimeError: context has already been set'] },
      typescript: noStartMethods,
    },
    {
      id: 'E23',
      title: 'there is no such start method',
      expect: { out: ["ValueError: cannot find context for 'x'"] },
      typescript: noStartMethods,
    },
    {
      id: 'E24',
      title: 'a lock of one start method is given to a process of another',
      expect: {
        out: [
          'RuntimeError: A SemLock created in a fork context is being shared with a process in a spawn context. This is not supported. Please use the same context to create multiprocessing objects and Process.',
        ],
      },
      versions: { '3.9 3.10': { out: ['0'], because: 'nobody minds' } },
      typescript: noStartMethods,
    },
    {
      id: 'E25',
      title: 'a queue or lock is sent to a process that is already there',
      expect: {
        out: [
          'RuntimeError: Queue objects should only be shared between processes through inheritance',
          'RuntimeError: Lock objects should only be shared between processes through inheritance',
        ],
      },
    },
  ],
}

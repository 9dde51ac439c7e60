import { notApplicable, type Group } from '../../table.ts'

const noExitCallbacks = notApplicable(
  'The API has no callbacks at exit: a program ends when its threads have ended.',
)

export const mainThread: Group = {
  name: 'main-thread',
  title: 'Main thread and end of the program',
  rules: [
    {
      id: 'M01',
      title: 'the main thread is named MainThread, is alive and no daemon',
      expect: { out: ['MainThread False True True'] },
    },
    {
      id: 'M02',
      title: 'when main’s code ends the program waits for every thread that is no daemon',
      expect: { out: ['main end', 'worker end'] },
    },
    {
      id: 'M03',
      title: 'daemon threads are abandoned at the end: no more output, no finally, exit code 0',
      expect: { out: ['main end'] },
    },
    {
      id: 'M04',
      title: 'daemon threads go on while another thread is left, then die with it',
      expect: { out: ['main end', 'tick', 'tick', 'tick', 'last'] },
    },
    {
      id: 'M05',
      title: 'a thread that a thread starts after main’s end is waited for too',
      expect: { out: ['main end', 'A', 'B'] },
      versions: {
        '3.12.0 3.12.1': {
          because: 'refused',
          out: ['main end', 'A'],
          err: ["RuntimeError: can't create new thread at interpreter shutdown"],
        },
      },
    },
    {
      id: 'M06',
      title: 'while the exit waits, the main thread is not alive, though still listed',
      expect: { out: ['False MainThread w'] },
    },
    {
      id: 'M07',
      title: 'a thread may join the main thread: that returns when main’s code has ended',
      expect: { out: ['main end', 'main joined'] },
    },
    {
      id: 'M08',
      title: 'exit(n) in main waits for the threads and then exits with n',
      expect: { out: ['worker end'], exit: 3 },
    },
    {
      id: 'M09',
      title: 'exit(n) in another thread silently ends that thread only',
      expect: { out: ['main goes on'] },
    },
    {
      id: 'M10',
      title: 'an uncaught error in main is reported, the threads are waited for, exit code 1',
      expect: { out: ['worker end'], err: ['ValueError: boom'], exit: 1 },
    },
    {
      id: 'M11',
      title: 'the hard exit from any thread ends the process at once, without finally',
      expect: { out: [], exit: 5 },
      throughSpindle: {
        out: ['x'],
        because: 'a printed line leaves the program at once, so that it is not lost',
      },
      typescript: { out: ['x'], because: 'what was printed before is kept' },
    },
    {
      id: 'M12',
      title: 'the exit code of main for each kind of value',
      expect: {},
      cases: {
        nothing: { exit: 0 },
        none: { exit: 0 },
        true: { exit: 1 },
        message: { exit: 1, err: [/^msg\n$/] },
        256: { exit: 0 },
        'minus one': { exit: 255 },
        fraction: { exit: 1, err: [/^3\.5\n$/] },
      },
    },
    {
      id: 'M13',
      title: 'callbacks at exit run after all threads, the last registered first',
      expect: { out: ['main end', 'thread end', 'second registered', 'first registered'] },
      typescript: noExitCallbacks,
    },
    {
      id: 'M14',
      title: 'daemon threads still run while callbacks at exit run',
      expect: { out: ['daemon alive', 'atexit end'] },
      typescript: noExitCallbacks,
    },
    {
      id: 'M15',
      title: 'a thread started by a callback at exit is not waited for',
      expect: { out: ['started True'] },
      versions: {
        '3.12.0 3.12.1': {
          because: 'refused',
          out: [],
          err: ["RuntimeError: can't create new thread at interpreter shutdown"],
        },
      },
      typescript: noExitCallbacks,
    },
    {
      id: 'M16',
      title: 'a thread blocked for ever keeps the program alive for ever',
      expect: { out: ['main end'], exit: 'stays' },
    },
    {
      id: 'M17',
      title: 'a thread in input() keeps the program alive until a line comes',
      expect: { out: ['main end'], exit: 'stays' },
      stdin: 'pipe',
    },
    {
      id: 'M18',
      title: 'a daemon thread in input() on a terminal does not: the program ends at once',
      expect: { out: ['name? main end'] },
      stdin: 'terminal',
    },
    {
      id: 'M19',
      title: 'a daemon thread in input() on a pipe does not keep the program either',
      expect: { out: ['main end'] },
      python: {
        err: ['Fatal Python error: _enter_buffered_busy'],
        exit: -6,
        because: 'the interpreter aborts (SIGABRT)',
      },
      throughSpindle: { err: [], exit: 0, because: 'the program’s input is Spindle’s, as on a terminal' },
      stdin: 'pipe',
    },
    {
      id: 'M20',
      title: 'a daemon thread that reads lines from a pipe in another way does not abort it',
      expect: { out: ['main end'] },
      stdin: 'pipe',
      typescript: notApplicable('input() is the only way to read the input.'),
    },
    {
      id: 'M21',
      title: 'input() at the end of the input raises EOFError',
      expect: { out: ['EOFError: EOF when reading a line'] },
    },
    {
      id: 'M22',
      title: 'Ctrl-C raises KeyboardInterrupt in the main thread only, whoever sent it',
      expect: { out: ['main got KeyboardInterrupt', 'worker unharmed'] },
    },
    {
      id: 'M23',
      title: 'Ctrl-C interrupts every wait of the main thread at once',
      expect: {
        out: ['sleep', 'lock', 'lock with a time', 'event', 'event with a time', 'queue'].flatMap((wait) => [
          `waiting in ${wait}`,
          'interrupted',
        ]),
      },
      steps: ['sleep', 'lock\n', 'lock with a time', 'event\n', 'event with a time', 'queue'].map((wait) => ({
        after: `waiting in ${wait}`,
        delayMs: 150,
        signal: 'SIGINT',
      })),
    },
    {
      id: 'M24',
      title: 'Ctrl-C out of join() leaves the thread alive, and the exit waits for it',
      expect: { out: ['joining', 'interrupted True', 'thread end'] },
      steps: [{ after: 'joining', delayMs: 150, signal: 'SIGINT' }],
      python: {
        out: ['joining', 'interrupted False'],
        because: 'the thread counts as ended, and is not waited for',
      },
      versions: {
        '3.13+': { out: ['joining', 'interrupted True', 'thread end'], because: 'as the rule says' },
      },
    },
    {
      id: 'M25',
      title: 'an uncaught Ctrl-C is reported, the threads are waited for, then the program dies by SIGINT',
      expect: { out: ['sleeping', 'worker end'], err: ['KeyboardInterrupt'], exit: -2 },
      steps: [{ after: 'sleeping', delayMs: 150, signal: 'SIGINT' }],
    },
    {
      id: 'M26',
      title: 'a Ctrl-C while the exit waits abandons the threads that are left',
      expect: { out: ['main ended'], err: ['KeyboardInterrupt'] },
      steps: [{ after: 'main ended', delayMs: 150, signal: 'SIGINT' }],
    },
    {
      id: 'M27',
      title: 'signal handlers can be set in the main thread only',
      expect: { out: ['ValueError: signal only works in main thread of the main interpreter'] },
    },
    {
      id: 'M28',
      title: 'SIGTERM kills the program at once, without finally and without waiting for its threads',
      expect: { out: [], exit: -15 },
    },
  ],
}

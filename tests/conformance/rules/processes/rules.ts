import { notApplicable, type Group } from '../../table.ts'

const noFork = 'A child process never is a copy of its parent: it loads the program anew, as with spawn.'
const noExitCallbacks = notApplicable(
  'The API has no callbacks at exit: a program ends when its threads have ended.',
)

export const processes: Group = {
  name: 'processes',
  title: 'Life of a process',
  rules: [
    {
      id: 'P01',
      title: 'before start() a process has no pid, no ident and no exit code, and is not alive',
      expect: { out: ['None None None False'] },
    },
    {
      id: 'P02',
      title: 'after start() it has a pid of its own, is alive, and its exit code is not known',
      expect: { out: ['True True None True'] },
    },
    {
      id: 'P03',
      title: 'after its end its exit code is 0, it is not alive, and its pid can still be read',
      expect: { out: ['0 False True'] },
    },
    {
      id: 'P04',
      title: 'start() does not wait until the child runs',
      expect: { out: ['parent True', 'child'] },
      throughSpindle: {
        out: { interleaved: [['parent True'], ['child']] },
        because: 'what two processes print within the same few milliseconds may arrive in another order',
      },
    },
    {
      id: 'P05',
      title: 'the exit code is 1 after an uncaught error',
      expect: { out: ['1'], err: ['Process Process-1:', 'ValueError: boom'] },
    },
    {
      id: 'P06',
      title: 'exit(n) in the child gives the exit code n, with the same rules as in main',
      expect: { out: ['3', '0', '0', '1', '1', '0', '255'], err: [/^msg\n$/] },
    },
    {
      id: 'P07',
      title: 'the hard exit in the child gives its code',
      expect: { out: ['7'] },
      throughSpindle: {
        out: ['x', '7'],
        because: 'a printed line leaves the program at once, so that it is not lost',
      },
      typescript: { out: ['x', '7'], because: 'what was printed before is kept' },
    },
    {
      id: 'P08',
      title: 'what the target returns is dropped: the exit code is 0',
      expect: { out: ['None 0'] },
      typescript: { out: ['undefined 0'] },
    },
    {
      id: 'P09',
      title: 'join() gives nothing and may be repeated; only the exit code tells',
      expect: { out: ['None True None', 'True', 'None None 0'] },
      typescript: { out: ['undefined true null', 'true', 'undefined undefined 0'] },
    },
    { id: 'P10', title: 'terminate() sends SIGTERM: exit code −15', expect: { out: ['-15'] } },
    {
      id: 'P11',
      title: 'right after terminate() the child usually still counts as alive',
      expect: { out: ['True None', 'False -15'] },
    },
    { id: 'P12', title: 'kill() sends SIGKILL: exit code −9', expect: { out: ['-9'] } },
    {
      id: 'P13',
      title: 'death by a signal gives its negative number; Ctrl-C, which is an error, gives 1',
      expect: { out: ['-6', '-11', '1'], err: ['KeyboardInterrupt'] },
    },
    {
      id: 'P14',
      title: 'a child that ignores SIGTERM survives terminate(), but not kill()',
      expect: { out: ['True None', 'False -9'] },
    },
    {
      id: 'P15',
      title: 'a child’s own handler of SIGTERM runs on terminate() and may give another exit code',
      expect: { out: ['cleanup', '0'] },
    },
    { id: 'P16', title: 'terminate() runs no finally in the child', expect: { out: ['-15'] } },
    {
      id: 'P17',
      title: 'terminate() and kill() of a process that has ended do nothing',
      expect: { out: ['0'] },
    },
    {
      id: 'P18',
      title: 'close() after the end releases the object, twice is fine, the name stays',
      expect: { out: ['Process-1', "<Process name='Process-1' parent=PPID closed>"] },
    },
    {
      id: 'P19',
      title: 'daemonic children are terminated at the end of the program, without finally',
      expect: { out: { interleaved: [[{ some: 'tick' }], ['main end']] } },
    },
    {
      id: 'P20',
      title: 'other children are waited for at the end of the program',
      expect: { out: ['main end', 'child end'] },
    },
    {
      id: 'P21',
      title:
        'at the end threads are waited for first, then daemonic children terminated, then the others waited for',
      expect: {
        out: [
          'main end',
          'thread end, daemonic child still ticks True',
          'child end, daemonic child ticks no more',
        ],
      },
    },
    { id: 'P22', title: 'the exit codes of children do not change the program’s', expect: {} },
    {
      id: 'P23',
      title: 'after an uncaught error in main children are waited for or terminated just the same',
      expect: { out: ['child end'], err: ['ValueError: boom'], exit: 1 },
    },
    {
      id: 'P24',
      title: 'children of a process that dies without its exit run on, daemonic ones too',
      expect: { out: ['orphan alive'] },
      cases: { kill: { exit: -9 }, terminate: { exit: -15 }, exit: { exit: 0 } },
    },
    {
      id: 'P25',
      title: 'terminate() does not reach grandchildren: they run on',
      expect: { out: ['-15', 'grandchild alive'] },
    },
    {
      id: 'P26',
      title: 'a child waits for its own children before it exits',
      expect: { out: ['grandchild end', 'joined 0'] },
    },
    {
      id: 'P27',
      title: 'a child waits for its own threads before it exits, even when it failed',
      expect: { out: ['thread end', 'joined 1'], err: ['Process Process-1:', 'ValueError: boom'] },
    },
    { id: 'P28', title: 'daemon threads in a child die with it', expect: { out: ['joined 0'] } },
    {
      id: 'P29',
      title:
        'the list of active children has the live direct ones, daemonic too, and asking reaps the others',
      expect: { out: ['Process-1 Process-2', 'Process-2 0', '0'] },
    },
    {
      id: 'P30',
      title: 'a child that has ended is a zombie until it is asked for',
      expect: { out: ['Z False gone'] },
      typescript: notApplicable(
        'Node’s runtime takes the exit status of every child at once, so there are no zombies.',
      ),
    },
    {
      id: 'P31',
      title: 'the current process is MainProcess in main and the process object in the child',
      expect: { out: ['MainProcess True True None False', 'Process-1 True True None False'] },
    },
    {
      id: 'P32',
      title: 'the parent process is none in main and the parent’s name and pid in the child',
      expect: { out: ['None', 'MainProcess True True'] },
    },
    {
      id: 'P33',
      title: 'a child can see that its parent has died',
      expect: { out: ['True', 'False'] },
    },
    {
      id: 'P34',
      title: 'memory is not shared: the parent does not see what the child changed',
      expect: { out: ['child 2 1', 'parent 1 0'] },
    },
    {
      id: 'P35',
      title: 'a child has no input: input() raises EOFError there, and main still reads its line',
      expect: { out: ['child: EOFError: EOF when reading a line', 'main: kim'] },
      steps: [{ send: 'kim' }],
    },
    {
      id: 'P36',
      title: 'a child writes to the parent’s output, and what the parent had printed is not doubled',
      expect: { out: ['once', 'child', 'twice'] },
      python: { out: ['once', 'child', 'twice', 'twice'], because: 'a raw os.fork() does double it' },
      throughSpindle: {
        out: ['once', 'child', 'twice'],
        because: 'printed lines leave at once, so that a raw fork has none to double',
      },
    },
    {
      id: 'P37',
      title: 'callbacks at exit run in spawned children only',
      expect: { out: ['atexit in spawn'] },
      versions: { '3.13+': { out: ['atexit in fork', 'atexit in spawn'], because: 'in forked ones too' } },
      typescript: noExitCallbacks,
    },
    {
      id: 'P38',
      title:
        'a child started by a thread has that thread as its main thread when forked, MainThread when spawned',
      expect: { out: ['fork Thread-1 (work) Thread-1 (work) 1', 'spawn MainThread MainThread 1'] },
      typescript: {
        out: ['spawn MainThread MainThread 1'],
        because: 'every child starts anew, as with spawn',
      },
    },
    {
      id: 'P39',
      title: 'the sentinel can be waited for, and there is none before start()',
      expect: { out: ['ValueError: process not started', '0', '1'] },
      typescript: notApplicable('There is no waiting for several things at once; join() has a time.'),
    },
    {
      id: 'P40',
      title: 'Ctrl-C reaches every child too: each fails with KeyboardInterrupt, exit code 1',
      expect: { out: ['waiting', 'main caught it 1'], err: ['Process Process-1:', 'KeyboardInterrupt'] },
      steps: [{ after: 'waiting', delayMs: 150, signal: 'SIGINT' }],
    },
    {
      id: 'P41',
      title:
        'a thread may start a forked process after main’s end; a spawned one does not find the program any more',
      expect: {
        out: ['fork ran', 'fork 0', 'spawn 1'],
        err: ["AttributeError: Can't get attribute 'child' on <module '__main__'"],
      },
      versions: {
        '3.12.0 3.12.1': {
          out: ["RuntimeError: can't fork at interpreter shutdown", 'spawn 1'],
          because: 'the fork is refused too',
        },
      },
      typescript: {
        out: ['spawn ran', 'spawn 0'],
        err: [],
        because: 'a child loads the program from its file, which is there after main’s end too',
      },
    },
    {
      id: 'P42',
      title: 'a forked child inherits the signal handlers, a spawned one does not',
      expect: { out: ['handler in ForkProcess-1', 'fork 0', 'spawn -15'] },
      typescript: notApplicable(noFork),
    },
    {
      id: 'P43',
      title: 'a thread lock held at the moment of a fork stays held in the child for ever',
      expect: { out: ['acquired in the child False', 'released in the parent True'] },
      typescript: notApplicable(noFork),
    },
    {
      id: 'P44',
      title: 'a child ends its own daemonic children before it waits for its own threads',
      expect: {
        out: ['child main end', 'thread end, daemonic grandchild ticks no more', 'joined 0'],
      },
    },
  ],
}

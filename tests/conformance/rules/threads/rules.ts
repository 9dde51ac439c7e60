import { notApplicable, type Group } from '../../table.ts'

export const threads: Group = {
  name: 'threads',
  title: 'Life of a thread',
  rules: [
    {
      id: 'T01',
      title: 'before start() a thread has no ident, is not alive and is not listed',
      expect: { out: ['None None False False'] },
    },
    {
      id: 'T02',
      title: 'start() returns once the thread runs: it is alive and has an ident',
      expect: { out: ['True True'] },
    },
    {
      id: 'T03',
      title: 'after its end a thread is not alive nor listed, but keeps its ident and name',
      expect: { out: ['False True False Thread-1 (work)'] },
    },
    {
      id: 'T04',
      title: 'a thread shown as text tells its name, initial, started or stopped, daemon, and its ident',
      expect: {
        out: [
          '<Thread(w, initial daemon)>',
          '<Thread(w, started daemon IDENT)>',
          '<Thread(Thread-1 (work), initial)>',
          '<Thread(Thread-1 (work), started IDENT)>',
          '<Thread(w, stopped daemon IDENT)>',
          '<Thread(Thread-1 (work), stopped IDENT)>',
        ],
      },
    },
    {
      id: 'T05',
      title: 'join() gives nothing, whether the thread ended or the time was up; only asking tells',
      expect: { out: ['None True', 'None False'] },
      typescript: { out: ['undefined true', 'undefined false'] },
    },
    {
      id: 'T06',
      title: 'a join() whose time is up does not stop the thread',
      expect: { out: ['gave up', 'thread still finished'] },
    },
    {
      id: 'T07',
      title: 'a thread may be joined many times and by several threads at once',
      expect: { out: ['returned early: 0', 'returned: 3', 'main joined twice more'] },
    },
    { id: 'T08', title: 'join(0) and a negative time return at once', expect: { out: ['True'] } },
    {
      id: 'T09',
      title:
        'a thread without a target is legal, what a target returns is dropped, and a thread has no exit code',
      expect: { out: ['False', 'None False False False'] },
      typescript: { out: ['false', 'undefined false false false'] },
    },
    {
      id: 'T10',
      title: 'a thread has no method to stop it from outside',
      expect: { out: ['terminate False', 'kill False', 'stop False', 'close False'] },
    },
    {
      id: 'T11',
      title: 'daemon comes from the thread that makes the object unless it is given or set',
      expect: { out: ['in main False True True', 'in a daemon thread True False False'] },
    },
    {
      id: 'T12',
      title: 'the old spellings still work and say that they are deprecated',
      expect: {
        out: ['True w MainThread 1'],
        err: ['DeprecationWarning: setDaemon() is deprecated, set the daemon attribute instead'],
      },
      versions: { '3.9': { err: [], because: 'without saying so' } },
      typescript: notApplicable('There is one spelling only; nothing older has to go on working.'),
    },
    {
      id: 'T13',
      title: 'all threads are in one process and share what is global',
      expect: { out: ['same process True True', 'change seen True'] },
    },
    {
      id: 'T14',
      title: 'run() called directly runs in the caller and starts nothing',
      expect: { out: ['MainThread', 'False None'] },
    },
    {
      id: 'T15',
      title: 'run() uses the target up: a thread started after it fails',
      expect: {
        out: ['x', 'main ok'],
        err: [
          'Exception in thread Thread-1 (work):',
          "AttributeError: 'Thread' object has no attribute '_target'",
        ],
      },
    },
    {
      id: 'T16',
      title: 'a thread outlives the thread that started it',
      expect: { out: ['A done', 'B done False'] },
    },
    {
      id: 'T17',
      title: 'the order of join() is not the order of ends',
      expect: { out: ['third ends', 'second ends', 'first ends', 'all joined'] },
    },
    {
      id: 'T18',
      title: 'a thread is alive until its uncaught error has been reported',
      expect: { out: ['in the hook True', 'after join False'] },
    },
    {
      id: 'T19',
      title: 'args may be any sequence: a string passes its letters',
      expect: { out: ['a b', '1 2', '3'] },
    },
    {
      id: 'T20',
      title: 'the native id is the system’s thread id, the process id for the main thread',
      expect: { out: ['main thread True', 'as seen from inside True', 'unique 3'] },
      typescript: {
        out: ['main thread false', 'as seen from inside true', 'unique 3'],
        because:
          'the first thread of a process, whose id is the PID, is Spindle’s supervisor; main() runs in the second',
      },
    },
    {
      id: 'T21',
      title: 'the ident is what the thread itself sees, not zero, and may be used again',
      expect: { out: ['True True True', 'True True True'] },
    },
  ],
}

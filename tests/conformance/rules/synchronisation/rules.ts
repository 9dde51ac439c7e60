import { notApplicable, type Group } from '../../table.ts'

export const synchronisation: Group = {
  name: 'synchronisation',
  title: 'Locks and synchronisation',
  rules: [
    {
      id: 'L01',
      title: 'acquire() gives true, or false when it may not wait or waited in vain',
      expect: { out: ['True False False True'] },
    },
    {
      id: 'L02',
      title: 'a lock that is not held cannot be released',
      expect: { out: ['RuntimeError: release unlocked lock'] },
    },
    {
      id: 'L03',
      title: 'a lock has no owner: any thread may release it, and its holder waits when it acquires it again',
      expect: { out: ['False', 'True'] },
    },
    {
      id: 'L04',
      title: 'a time without waiting, a negative time and one too large are refused',
      expect: {
        out: [
          "ValueError: can't specify a timeout for a non-blocking call",
          'ValueError: timeout value must be positive',
          'OverflowError: timestamp out of range for platform time_t',
        ],
      },
      versions: {
        '3.9 3.10': {
          because: 'another text',
          out: [
            "ValueError: can't specify a timeout for a non-blocking call",
            'ValueError: timeout value must be positive',
            'OverflowError: timestamp too large to convert to C _PyTime_t',
          ],
        },
        '3.13+': {
          because: 'another text',
          out: [
            "ValueError: can't specify a timeout for a non-blocking call",
            'ValueError: timeout value must be a non-negative number',
            'OverflowError: timestamp out of range for platform time_t',
          ],
        },
      },
    },
    {
      id: 'L05',
      title: 'the owner of an RLock may acquire it again and must release it as often; others wait',
      expect: { out: ['True True', 'held twice False', 'released once False', 'released twice True'] },
    },
    {
      id: 'L06',
      title: 'an RLock is released by its owner only',
      expect: {
        out: [
          'RuntimeError: cannot release un-acquired lock',
          'RuntimeError: cannot release un-acquired lock',
        ],
      },
    },
    {
      id: 'L07',
      title: 'two locks taken in opposite order block two threads for ever, without an error',
      expect: { out: ['main end'], exit: 'stays' },
    },
    {
      id: 'L08',
      title: 'a semaphore admits as many holders as its value says, and refuses impossible numbers',
      expect: {
        out: [
          'True True False False',
          'ValueError: semaphore initial value must be >= 0',
          'ValueError: n must be one or more',
          "ValueError: can't specify timeout for non-blocking acquire",
        ],
      },
    },
    {
      id: 'L09',
      title: 'a semaphore may be released above its first value, a bounded one may not',
      expect: { out: ['True True', 'ValueError: Semaphore released too many times'] },
    },
    {
      id: 'L10',
      title: 'an event wakes all who wait for it and stays set until it is cleared',
      expect: { out: ['False False', 'True True True', 'True True', 'False'] },
    },
    {
      id: 'L11',
      title: 'waiting for a condition and notifying need its lock',
      expect: {
        out: [
          'RuntimeError: cannot wait on un-acquired lock',
          'RuntimeError: cannot notify on un-acquired lock',
          'RuntimeError: cannot notify on un-acquired lock',
        ],
      },
    },
    {
      id: 'L12',
      title:
        'a wait whose time is up gives false, wait_for() what its predicate gave; a notify nobody waits for is lost',
      expect: { out: ['False', '0 7'] },
    },
    {
      id: 'L13',
      title: 'notify(n) wakes at most n who wait, and they go on only when the lock is free',
      expect: { out: ['while the lock is held 0', 'more than two 0', 'after notify_all 1'] },
    },
    {
      id: 'L14',
      title:
        'a barrier gives each thread of a round its own number, calls its action once, and can be used again',
      expect: { out: ['action', 'action', '0 1 2', '0 1 2', '3 0 False'] },
    },
    {
      id: 'L15',
      title: 'a time that is up, abort() and reset() break the wait of everyone; reset() mends the barrier',
      expect: {
        out: [
          'BrokenBarrierError: ',
          'True',
          'BrokenBarrierError: ',
          'False',
          'BrokenBarrierError: ',
          'BrokenBarrierError: ',
          'True',
        ],
      },
    },
    {
      id: 'L16',
      title: 'a timer is a thread that calls once; cancelled before, it ends silently, later nothing happens',
      expect: { out: ['True Thread-1 False', 'fired', 'False', 'True', 'False'] },
    },
    {
      id: 'L17',
      title: 'a timer that waits keeps the program alive',
      expect: { out: ['main end', 'late'] },
    },
    {
      id: 'L18',
      title: 'what is set on a local() object is there for its thread only',
      expect: {
        out: ['init in MainThread', 'init in w', "AttributeError: 'Own' object has no attribute 'v'", '1'],
      },
      typescript: notApplicable('Every variable of a module already is a thread’s own.'),
    },
    {
      id: 'L19',
      title: 'locks of processes refuse misuse with other errors than those of threads',
      expect: {
        out: [
          'ValueError: semaphore or lock released too many times',
          'ValueError: semaphore or lock released too many times',
          'AssertionError: attempt to release recursive lock not owned by thread',
          'AssertionError: attempt to release recursive lock not owned by thread',
          'AssertionError: must acquire() condition before using wait()',
          'AssertionError: lock is not owned',
          'no error',
        ],
      },
    },
    {
      id: 'L20',
      title: 'a process that is killed never releases the lock it held',
      expect: { out: ['False'] },
    },
    {
      id: 'L21',
      title: 'locks and events of processes work across them, those of threads are each process’s own',
      expect: {
        out: { interleaved: [['child False False'], ['notified True'], ['seen by the parent False True']] },
      },
    },
  ],
}

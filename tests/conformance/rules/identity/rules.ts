import type { Group } from '../../table.ts'

export const identity: Group = {
  name: 'identity',
  title: 'Identity and listing',
  rules: [
    {
      id: 'I01',
      title: 'the current thread in the target is the object that was started',
      expect: { out: ['True'] },
    },
    {
      id: 'I02',
      title: 'all live threads are listed, the main thread first, daemons and timers too, and counted',
      expect: { out: ['MainThread, Thread-1 (wait), Thread-2 (wait), Thread-3', 'True'] },
    },
    {
      id: 'I03',
      title: 'the threads of other processes are not listed; children are listed by themselves',
      expect: { out: ['1 1'] },
    },
    {
      id: 'I04',
      title: 'in a child the current thread is MainThread, alone, and its native id is the child’s pid',
      expect: { out: ['MainThread True 1', 'MainThread True 1'] },
      typescript: {
        out: ['MainThread False 1'],
        because: 'the first thread of a process, whose id is the PID, is Spindle’s supervisor',
      },
    },
  ],
}

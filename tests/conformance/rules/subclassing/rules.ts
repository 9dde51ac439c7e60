import type { Group } from '../../table.ts'

export const subclassing: Group = {
  name: 'subclassing',
  title: 'Subclasses that override run()',
  rules: [
    {
      id: 'S01',
      title:
        'run() replaces the target, which only names the thread; its maker sees what it sets on the object',
      expect: { out: ['Thread-1 (print) 42', 'Thread-2 42'] },
      typescript: {
        out: ['Thread-1 (print) 0', 'Thread-2 0'],
        because: 'each thread has JavaScript objects of its own, so what run() sets stays in its thread',
      },
    },
    {
      id: 'S02',
      title: 'the run() of the base class calls the target',
      expect: { out: ['before', 'target x'] },
    },
    {
      id: 'S03',
      title: 'run() of a process runs in the child, and what it sets on the object does not reach the parent',
      expect: { out: ['child 1 True Worker-1', 'parent 0'] },
    },
    {
      id: 'S04',
      title: 'run() of a process called directly runs in the caller, and the process can still be started',
      expect: { out: ['MainProcess', 'Process-1'] },
    },
  ],
}

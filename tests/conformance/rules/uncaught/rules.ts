import type { Group } from '../../table.ts'

export const uncaught: Group = {
  name: 'uncaught',
  title: 'Errors nobody catches',
  rules: [
    {
      id: 'X01',
      title:
        'an error in a thread is reported under its name and ends only that thread; join() returns, exit code 0',
      expect: { out: ['main ok False'], err: ['Exception in thread Thread-1 (bad):', 'ValueError: boom'] },
    },
    {
      id: 'X02',
      title: 'catching around start() and join() never catches the thread’s error',
      expect: { out: ['nothing caught'], err: ['Exception in thread Thread-1 (bad):', 'ValueError: boom'] },
    },
    {
      id: 'X03',
      title: 'a hook for errors of threads replaces the report and is told the error and the thread',
      expect: { out: ['ValueError boom Thread-1 (bad)'] },
    },
    {
      id: 'X04',
      title: 'that hook also sees the end by exit(), which only the default one ignores',
      expect: { out: ['SystemExit'] },
    },
    {
      id: 'X05',
      title: 'a hook that fails is reported itself',
      expect: { out: ['main ok'], err: ['Exception in threading.excepthook:', 'RuntimeError: in hook'] },
    },
    {
      id: 'X06',
      title: 'an error in a process is reported under its name, gives exit code 1, and the parent goes on',
      expect: { out: ['main ok 1'], err: ['Process Process-1:', 'ValueError: boom'] },
    },
    {
      id: 'X07',
      title: 'an error in a thread of a child does not change the child’s exit code',
      expect: { out: ['0'], err: ['Exception in thread Thread-1 (bad):', 'ValueError: boom'] },
    },
    {
      id: 'X08',
      title: 'a lock held with `with` is released when the thread fails, one acquired by hand is not',
      expect: {
        out: ['False True'],
        err: [
          'Exception in thread Thread-1',
          'ValueError: boom',
          'Exception in thread Thread-2',
          'ValueError: boom',
        ],
      },
    },
  ],
}

import { notApplicable, type Group } from '../../table.ts'

export const beginners: Group = {
  name: 'beginners',
  title: 'Slips of beginners',
  rules: [
    {
      id: 'B01',
      title: 'is_alive without a call is the method itself, which always counts as true',
      expect: { out: ['True False', 'True False'] },
    },
    {
      id: 'B02',
      title: 'a target that is called runs at once in the main thread, and the thread has none',
      expect: { out: ['work in MainThread', 'Thread-1 did nothing'] },
    },
    {
      id: 'B03',
      title: 'a text as args is taken apart into its letters',
      expect: {
        out: ['main ok'],
        err: [
          'Exception in thread Thread-1 (greet):',
          'TypeError: greet() takes 1 positional argument but 3 were given',
        ],
      },
      typescript: {
        out: ['hello k', 'main ok'],
        err: [],
        because: 'a JavaScript function ignores arguments it has no parameter for',
      },
    },
    {
      id: 'B04',
      title: 'start() gives nothing, so that nothing can be called on what it gave',
      expect: { out: ['None', "AttributeError: 'NoneType' object has no attribute 'join'"] },
      typescript: { out: ['undefined', "TypeError: Cannot read properties of undefined (reading 'join')"] },
    },
    {
      id: 'B05',
      title: 'start() and join() in one loop run the threads one after another',
      expect: {
        out: [
          'one loop',
          'start 0',
          'end 0',
          'start 1',
          'end 1',
          'two loops',
          /start ./,
          /start ./,
          /end ./,
          /end ./,
        ],
      },
    },
    {
      id: 'B06',
      title: 'acquire without a call locks nothing, and a new lock for each thread keeps nobody out',
      expect: { out: ['False', 'all inside at once'] },
    },
    {
      id: 'B07',
      title: 'a terminated process cannot be started again',
      expect: { out: ['AssertionError: cannot start a process twice', '-15'] },
    },
    {
      id: 'B08',
      title: 'threads that compute do not use two cores at once under the interpreter’s lock',
      expect: { out: ['cores used at once True'] },
      typescript: notApplicable(
        'No lock guards the interpreter: threads that compute use as many cores as there are.',
      ),
    },
  ],
}

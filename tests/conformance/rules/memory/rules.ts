import { notApplicable, type Group } from '../../table.ts'

const noManager = notApplicable('There is no manager; Value and Array are shared memory and need none.')

export const memory: Group = {
  name: 'memory',
  title: 'Shared values and memory',
  rules: [
    {
      id: 'V01',
      title: 'a Value and an Array are the same in all processes, and an index outside is refused',
      expect: { out: ['5 9 7 8 7 8 3', 'IndexError: invalid index'] },
      typescript: { out: ['5 9 7 8 7 8 3', /(Index|Range)Error: invalid index/] },
    },
    {
      id: 'V02',
      title: 'adding to a Value loses updates between processes unless its lock is held',
      expect: { out: ['updates lost without the lock True', 'with the lock 4000'] },
    },
    {
      id: 'V03',
      title: 'a Value has the type of its letter: integers wrap around, doubles are exact, text is refused',
      expect: {
        out: [
          '-2147483648',
          '0.30000000000000004',
          "TypeError: 'str' object cannot be interpreted as an integer",
        ],
      },
      versions: {
        '3.9': {
          because: 'another text',
          out: ['-2147483648', '0.30000000000000004', 'TypeError: an integer is required (got type str)'],
        },
      },
      typescript: {
        out: [
          '-2147483648',
          '0.30000000000000004',
          /TypeError: 'str(ing)?' object cannot be interpreted as an integer/,
        ],
      },
    },
    {
      id: 'V04',
      title: 'changing what lies inside a manager’s dict is lost unless it is assigned again',
      expect: { out: ['[]', '[1]'] },
      typescript: noManager,
    },
    {
      id: 'V05',
      title: 'the objects of a manager fail after its end',
      expect: { out: ['FileNotFoundError: [Errno 2] No such file or directory'] },
      typescript: noManager,
    },
    {
      id: 'V06',
      title: 'shared memory has the same bytes in every process that knows its name',
      expect: { out: ['7', "FileNotFoundError: [Errno 2] No such file or directory: '/NAME'"] },
      typescript: notApplicable('Shared memory is an Array here, handed over rather than found by a name.'),
    },
    {
      id: 'V07',
      title: 'threads that read, yield and write lose each other’s updates',
      expect: { out: ['updates lost True'] },
    },
    {
      id: 'V08',
      title: 'a plain += in two threads loses nothing while one lock guards the interpreter',
      expect: { out: ['updates lost False'] },
      versions: { '3.9': { out: [/updates lost (True|False)/], because: 'updates may be lost' } },
      typescript: notApplicable(
        'No lock guards the interpreter: threads run side by side, and += does lose updates.',
      ),
    },
  ],
}

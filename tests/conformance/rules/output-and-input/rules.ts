import { notApplicable, type Group } from '../../table.ts'

const noBuffer = notApplicable(
  'print() hands every line over at once and as one piece; no buffer holds lines back.',
)

export const outputAndInput: Group = {
  name: 'output-and-input',
  title: 'Standard output and input',
  rules: [
    {
      id: 'O01',
      title: 'what is printed into a pipe stays in a buffer until the program ends',
      expect: { err: [/^nothing$/] },
      throughSpindle: {
        err: [/^(nothing|a\n)$/],
        because: 'printed lines leave at once or a few hundredths of a second later',
      },
      typescript: noBuffer,
    },
    {
      id: 'O02',
      title: 'errors are not held back, so that they overtake what was printed before',
      expect: { out: ['err', 'out'] },
      throughSpindle: {
        out: ['out', 'err'],
        because: 'printed lines leave at once, in the order of the prints',
      },
      typescript: noBuffer,
    },
    {
      id: 'O03',
      title: 'without a buffer text and line end leave apart, so that two threads can glue their lines',
      expect: { out: ['40000 glued or empty True'] },
      typescript: noBuffer,
    },
    {
      id: 'O04',
      title: 'Python before 3.13 can lose lines that several threads print into a pipe at once',
      expect: { out: [/buffered (True|False)/, 'unbuffered True'] },
      versions: { '3.13+': { out: ['buffered True', 'unbuffered True'], because: 'none is lost any more' } },
      typescript: noBuffer,
    },
    {
      id: 'O05',
      title: 'lines of several processes mix, each process’s own stay in order',
      expect: {
        out: {
          interleaved: [
            ['A 0', 'A 1', 'A 2'],
            ['B 0', 'B 1', 'B 2'],
          ],
        },
      },
    },
    {
      id: 'O06',
      title: 'input() shows its prompt without a line end and gives the line without its own',
      expect: { out: ["name? 'kim'"] },
      steps: [{ after: 'name? ', send: 'kim' }],
    },
    {
      id: 'O07',
      title: 'each line goes to exactly one of two threads that wait for one',
      expect: { out: ['> > got a', 'got b'] },
      steps: [
        { after: '> > ', delayMs: 150, send: 'a' },
        { after: 'got a', send: 'b' },
      ],
    },
    {
      id: 'O08',
      title: 'input() blocks its own thread only',
      expect: { out: ['main runs True', 'got kim'] },
      steps: [{ after: 'main runs', send: 'kim' }],
    },
  ],
}

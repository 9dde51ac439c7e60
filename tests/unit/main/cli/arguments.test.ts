import { expect, test } from 'vitest'
import { parseCommandLine } from '../../../../src/main/cli/arguments'

const run = {
  program: { kind: 'file', path: 'a.py' },
  args: [],
  output: 'plain',
  speed: 1,
  samples: true,
  python: undefined,
}
const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '))

test.each([
  ['', { command: 'help' }],
  ['--help', { command: 'help' }],
  ['run --help', { command: 'help' }],
  ['--version', { command: 'version' }],
  ['lessons', { command: 'lessons' }],
])('“spindle %s”', (line, command) => expect(parse(line)).toEqual(command))

test.each([
  ['run a.py', run],
  ['run --prefix a.py', { ...run, output: 'prefix' }],
  ['run --json --no-samples a.py', { ...run, output: 'json', samples: false }],
  ['run --speed 20 --python /usr/bin/python3 a.py', { ...run, speed: 20, python: '/usr/bin/python3' }],
  ['run --speed=0.5 a.py', { ...run, speed: 0.5 }],
  ['run -- -odd.py', { ...run, program: { kind: 'file', path: '-odd.py' } }],
])('“spindle %s”', (line, expected) => expect(parse(line)).toEqual({ command: 'run', run: expected }))

test('everything after the file is the program’s, whatever it looks like', () => {
  expect(parse('run a.py --prefix --speed 5 -- -x lesson:y')).toEqual({
    command: 'run',
    run: { ...run, args: ['--prefix', '--speed', '5', '--', '-x', 'lesson:y'] },
  })
})

test('a lesson takes options on both sides and a language', () => {
  const lesson = {
    ...run,
    program: { kind: 'lesson', lesson: 'daemon-thread', language: 'python' },
    speed: 5,
  }
  for (const line of [
    'run lesson:daemon-thread --lang py --speed 5',
    'run --speed 5 --lang=python lesson:daemon-thread',
    'run --lang py lesson:daemon-thread --speed=5',
  ]) {
    expect(parse(line)).toEqual({ command: 'run', run: lesson })
  }
  expect(parse('run lesson:free-lab')).toMatchObject({ run: { program: { language: 'typescript' } } })
})

test.each([
  ['dance', { mistake: 'unknown-command', given: 'dance' }],
  ['run', { mistake: 'no-program' }],
  ['run --prefix', { mistake: 'no-program' }],
  ['run --wat a.py', { mistake: 'bad-option', given: '--wat' }],
  ['run -x a.py', { mistake: 'bad-option', given: '-x' }],
  ['run lesson:free-lab extra', { mistake: 'bad-option', given: 'extra' }],
  ['run --speed 0 a.py', { mistake: 'bad-speed', given: '0' }],
  ['run --speed fast a.py', { mistake: 'bad-speed', given: 'fast' }],
  ['run --lang c lesson:free-lab', { mistake: 'bad-language', given: 'c' }],
  ['run --lang constructor lesson:free-lab', { mistake: 'bad-language', given: 'constructor' }],
])('“spindle %s” is refused with what is wrong', (line, mistake) => expect(parse(line)).toEqual(mistake))

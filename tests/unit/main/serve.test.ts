import { expect, test } from 'vitest'
import { SpindleError } from '../../../src/contract/errors'
import { createServe, NO_REQUEST, type LabDoor, type ShellHandlers } from '../../../src/main/serve'

/** A shell and a Lab that answer with what they were given. */
function echo(
  handle: (command: string, argument: unknown) => unknown = (command, given) => [command, given],
) {
  const shell = new Proxy({} as ShellHandlers, {
    getOwnPropertyDescriptor: (_, name) =>
      /^(files|settings|shell)\./.test(String(name)) ? { configurable: true, enumerable: true } : undefined,
    get: (_, name) => (argument: unknown) => ['shell', name, argument],
  })
  const defects: SpindleError[] = []
  const serve = createServe({
    lab: { handle } as unknown as LabDoor,
    shell,
    onDefect: (error) => defects.push(error),
  })
  return { serve, defects }
}

test('a request is checked, its defaults are filled in, and its value comes back under its id', async () => {
  const { serve } = echo()
  expect(await serve({ id: 7, command: 'run.stop', argument: { run: 'r1' } })).toEqual({
    id: 7,
    ok: true,
    value: ['run.stop', { run: 'r1', force: false }],
  })
  expect(await serve({ id: 8, command: 'files.recent', argument: {} })).toEqual({
    id: 8,
    ok: true,
    value: ['shell', 'files.recent', {}],
  })
})

test('a command without a result answers null', async () => {
  const { serve } = echo(() => undefined)
  expect(await serve({ id: 0, command: 'unit.endInput', argument: { run: 'r1' } })).toEqual({
    id: 0,
    ok: true,
    value: null,
  })
})

test.each([
  [undefined, NO_REQUEST],
  [null, NO_REQUEST],
  ['{}', NO_REQUEST],
  [[], NO_REQUEST],
  [{ id: 1.5, command: 'lab.info', argument: {} }, NO_REQUEST],
  [{ id: 3, command: 'lab.info' }, 3],
  [{ id: 3, command: 'lab.info', argument: {}, extra: 1 }, 3],
  [{ id: 3, command: ['lab.info'], argument: {} }, 3],
  [{ id: 3, command: 'x'.repeat(65), argument: {} }, 3],
])('something that is no request is answered as a bad one: %j', async (request, id) => {
  const reply = await echo().serve(request)
  expect(reply).toMatchObject({ id, ok: false, error: { code: 'bad-request' } })
})

test.each(['toString', '__proto__', 'constructor', 'lab', '', 'LAB.INFO', 'shell.info '])(
  'a name that is no command is refused: %j',
  async (command) => {
    expect(await echo().serve({ id: 1, command, argument: {} })).toMatchObject({
      ok: false,
      error: { code: 'unknown-command', facts: { command } },
    })
  },
)

test('a bad argument is told by place, at a bounded length, and never reaches the Lab', async () => {
  const { serve } = echo(() => expect.unreachable())
  const reply = await serve({ id: 1, command: 'run.stop', argument: { run: '!'.repeat(100_000), force: 1 } })
  expect(reply).toMatchObject({ ok: false, error: { code: 'bad-request', facts: { command: 'run.stop' } } })
  expect(JSON.stringify(reply).length).toBeLessThan(2000)
})

test('errors keep code and facts; one that is ours is told to the log with its cause', async () => {
  const refused = new SpindleError('no-such-run', { run: 'r1' }, 'no run r1')
  const asked = echo(() => {
    throw refused
  })
  expect(await asked.serve({ id: 1, command: 'run.open', argument: { run: 'r1' } })).toEqual({
    id: 1,
    ok: false,
    error: { code: 'no-such-run', facts: { run: 'r1' }, message: 'no run r1' },
  })
  expect(asked.defects).toEqual([])

  const bug = new TypeError('x is not a function')
  const broken = echo(() => Promise.reject(bug))
  expect(await broken.serve({ id: 2, command: 'lab.info', argument: {} })).toMatchObject({
    ok: false,
    error: { code: 'internal', facts: { message: 'x is not a function' } },
  })
  expect(broken.defects[0]!.cause).toBe(bug)
})

import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { SpindleError } from '../../../../../src/contract/errors'
import { PythonHost } from '../../../../../src/main/lab/languages/python'
import { thisMachine, type Machine } from '../../../../../src/main/lab/languages/python/candidates'
import { scratchFolder } from '../../../../support/scratch'

const agents = { supervisor: '', worker: '', python: 'src/agents/python' }

function hostOn(changes: Partial<Machine> = {}): { host: PythonHost; cacheDir: string } {
  const cacheDir = scratchFolder()
  const parts = { agents, nodePath: '', nodeEnv: {}, cacheDir }
  return { host: new PythonHost(parts, { ...thisMachine(homedir()), ...changes }), cacheDir }
}

/** A program that says it is a Python of some version. */
function pretend(folder: string, name: string, facts: Record<string, string>): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  const answer = { path, root: folder, implementation: 'cpython', gil: 'on', startMethod: 'fork', ...facts }
  writeFileSync(path, `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`)
  chmodSync(path, 0o755)
  return path
}

const onlyIn = (path: string): Partial<Machine> => ({
  env: { PATH: path },
  home: scratchFolder(),
  platform: 'linux',
  list: (folder) =>
    folder.startsWith('/usr') || folder.startsWith('/opt') ? [] : thisMachine('').list(folder),
})

test('finds the interpreters of this machine, each once, what a shell would run first', async () => {
  const { host } = hostOn()
  const found = await host.interpreters()
  console.log(
    found
      .map(({ label, version, gil, startMethod }) => `${label} ${version} GIL ${gil} ${startMethod}`)
      .join('\n'),
  )
  expect(found.length).toBeGreaterThan(0)
  expect(new Set(found.map(({ root }) => root)).size).toBe(found.length)
  const { command } = await host.launch({ path: '/x.py', args: [], cwd: '/', interpreter: null })
  expect(command).toBe(found[0]!.path)
})

test("starts the student's file on the interpreter's own command line, with the agent in front of PYTHONPATH", async () => {
  const { host, cacheDir } = hostOn({ env: { ...process.env, PYTHONPATH: '/theirs' } })
  const launch = await host.launch({ path: '/a/b.py', args: ['x', '-v'], cwd: '/a', interpreter: null })
  expect(launch).toMatchObject({ args: ['/a/b.py', 'x', '-v'], cwd: '/a', programInWelcome: false })
  const [agent, theirs] = launch.env.PYTHONPATH!.split(delimiter)
  expect(theirs).toBe('/theirs')
  expect(agent!.startsWith(cacheDir)).toBe(true)
  expect(existsSync(join(agent!, 'spindle_agent.py'))).toBe(true)
  expect(existsSync(join(agent!, '__pycache__'))).toBe(true)
})

test('prefers a virtual environment beside the program to what a shell would run', async () => {
  const folder = scratchFolder()
  const bin = join(folder, 'bin')
  pretend(bin, 'python3', { version: '3.12.0' })
  const program = join(folder, 'project', 'deep')
  mkdirSync(program, { recursive: true })
  const inEnvironment = pretend(join(folder, 'project', '.venv', 'bin'), 'python', { version: '3.11.0' })
  writeFileSync(join(folder, 'project', '.venv', 'pyvenv.cfg'), '')
  const { host } = hostOn(onlyIn(bin))
  const launch = await host.launch({ path: join(program, 'x.py'), args: [], cwd: program, interpreter: null })
  expect(launch).toMatchObject({ command: inEnvironment, facts: { python: '3.11.0', startMethod: 'fork' } })
})

test('runs the interpreter that was chosen', async () => {
  const folder = scratchFolder()
  pretend(folder, 'python3', { version: '3.13.1' })
  const other = pretend(folder, 'python3.10', { version: '3.10.2', root: '/other', gil: 'off' })
  const { host } = hostOn(onlyIn(folder))
  const found = await host.interpreters()
  expect(found.map(({ version, gil }) => [version, gil])).toEqual([
    ['3.13.1', 'on'],
    ['3.10.2', 'off'],
  ])
  const launch = await host.launch({ path: '/x.py', args: [], cwd: folder, interpreter: found[1]!.id })
  expect(launch.command).toBe(other)
})

test('lists one interpreter once, whatever names it has', async () => {
  const folder = scratchFolder()
  pretend(folder, 'python3', { version: '3.13.1' })
  symlinkSync(join(folder, 'python3'), join(folder, 'python'))
  symlinkSync(join(folder, 'python3'), join(folder, 'python3.13'))
  const { host } = hostOn(onlyIn(folder))
  expect(await host.interpreters()).toHaveLength(1)
})

test('says that there is no Python, and where it looked', async () => {
  const { host } = hostOn(onlyIn(scratchFolder()))
  const refused = await host
    .launch({ path: '/x.py', args: [], cwd: '/', interpreter: null })
    .catch((e: unknown) => e)
  expect(SpindleError.from(refused)).toMatchObject({ code: 'python-not-found' })
})

test('a cache that cannot be written is named when a program is started', async () => {
  const { host, cacheDir } = hostOn()
  writeFileSync(join(cacheDir, 'python-agent'), 'a file')
  const program = { path: '/x.py', args: [], cwd: cacheDir, interpreter: null }
  await expect(host.launch(program)).rejects.toMatchObject({
    code: 'cannot-write-file',
    facts: { name: expect.stringContaining(cacheDir), why: 'ENOTDIR' },
  })
  expect((await host.interpreters()).length).toBeGreaterThan(0)
})

test('says that the only Python is too old', async () => {
  const folder = scratchFolder()
  pretend(folder, 'python3', { version: '3.8.10' })
  const { host } = hostOn(onlyIn(folder))
  expect(await host.interpreters()).toEqual([])
  const refused = await host
    .launch({ path: '/x.py', args: [], cwd: '/', interpreter: null })
    .catch((e: unknown) => e)
  expect(SpindleError.from(refused)).toMatchObject({
    code: 'python-too-old',
    facts: { version: 'cpython 3.8.10', oldest: '3.9' },
  })
})

test('keeps what interpreters answered until their file changes', async () => {
  const folder = scratchFolder()
  const path = pretend(folder, 'python3', { version: '3.12.0' })
  const { host, cacheDir } = hostOn(onlyIn(folder))
  const program = { path: '/x.py', args: [], cwd: folder, interpreter: null }
  await host.launch(program)
  const parts = { agents, nodePath: '', nodeEnv: {}, cacheDir }
  const again = (): PythonHost => new PythonHost(parts, { ...thisMachine(''), ...onlyIn(folder) })
  chmodSync(path, 0o644)
  expect((await again().launch(program)).facts).toMatchObject({ python: '3.12.0' })
  pretend(folder, 'python3', { version: '3.12.10' })
  expect((await again().launch(program)).facts).toMatchObject({ python: '3.12.10' })
})

test('passes over what only looks like an interpreter', async () => {
  const folder = scratchFolder()
  writeFileSync(join(folder, 'python3'), '#!/bin/sh\nexit 3\n')
  chmodSync(join(folder, 'python3'), 0o755)
  writeFileSync(join(folder, 'python3-config'), '')
  const good = pretend(join(folder, 'more'), 'python3', { version: '3.9.0' })
  const { host } = hostOn(onlyIn([folder, dirname(good)].join(delimiter)))
  expect((await host.interpreters()).map(({ path }) => path)).toEqual([good])
})

test('starts on the interpreter that was chosen: by its id, its path, or its name', async () => {
  const folder = scratchFolder()
  const path = pretend(folder, 'python9', { version: '3.12.0' })
  const { host } = hostOn(onlyIn(dirname(path)))
  const chosen = async (interpreter: string): Promise<string> =>
    (await host.launch({ path: '/x.py', args: [], cwd: folder, interpreter })).command
  expect(await chosen(path)).toBe(path)
  expect(await chosen('./python9')).toBe(path)
  await expect(chosen('/no/such/python')).rejects.toMatchObject({ code: 'python-not-found' })
  await expect(chosen('python-3.12.0-0123456789ab')).rejects.toMatchObject({ code: 'python-not-found' })
})

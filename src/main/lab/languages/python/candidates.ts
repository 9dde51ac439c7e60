/**
 * Where Python interpreters are found on a machine: the places that installers and version managers use.
 * Only paths are made here; `probe.ts` finds out what they are.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'

/** What the search looks at; handed in, so that a test can hand in another machine. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Names in a folder; `[]` where there is none. */
  readonly list: (folder: string) => readonly string[]
  /** The file behind all symbolic links; the path itself where there is none. */
  readonly real: (path: string) => string
  /** Text of a small file; '' where there is none. */
  readonly text: (path: string) => string
  /** Changes when the file at a path does; '' where there is none. */
  readonly stamp: (path: string) => string
}

export const thisMachine = (home: string): Machine => ({
  platform: process.platform,
  env: process.env,
  home,
  list: (folder) => {
    try {
      return readdirSync(folder)
    } catch {
      // There is no such folder here, or it is not ours to read: nothing to find in it.
      return []
    }
  },
  real: (path) => {
    try {
      return realpathSync(path)
    } catch {
      return path
    }
  },
  text: (path) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  },
  stamp: (path) => {
    const found = statSync(path, { throwIfNoEntry: false })
    return found ? `${found.mtimeMs} ${found.size}` : ''
  },
})

/** Whether a command is a shim of pyenv or its like, which stands for another interpreter in each folder. */
export const isShim = (command: string): boolean => basename(join(command, '..')) === 'shims'

/** All that decides what a command is: two equal ones get the same answer. */
export function questionOf(machine: Machine, command: string, cwd: string): string {
  const file = machine.real(command)
  const decides = [command, file, machine.stamp(file), machine.stamp(join(command, '..', '..', 'pyvenv.cfg'))]
  if (!isShim(command)) return decides.join('\n')
  const { env, home } = machine
  decides.push(env.PYENV_VERSION ?? '', machine.text(join(env.PYENV_ROOT ?? join(home, '.pyenv'), 'version')))
  for (let at = cwd; ; at = join(at, '..')) {
    const chosen = machine.text(join(at, '.python-version')) || machine.text(join(at, '.tool-versions'))
    if (chosen || at === join(at, '..')) return [...decides, chosen].join('\n')
  }
}

/**
 * What tells interpreters apart without asking them: the file behind the links, except in a virtual
 * environment, where a link to the same file is another interpreter.
 */
export function fileOf(machine: Machine, path: string): string {
  const isEnvironment = machine.list(join(path, '..', '..')).includes('pyvenv.cfg')
  return isEnvironment ? path : machine.real(path)
}

/** `python3`, `python`, `python3.14`, `python3.13t` …, but no `python3-config`. */
const INTERPRETER = /^python(3(\.\d{1,2}t?)?)?(\.exe)?$/

/** Where the interpreter of an environment lies, from its root. */
const inEnvironment = ({ platform }: Machine, root: string): string =>
  platform === 'win32' ? join(root, 'Scripts', 'python.exe') : join(root, 'bin', 'python')

/** As above, for a whole installation. */
const inInstallation = ({ platform }: Machine, root: string): string =>
  platform === 'win32' ? join(root, 'python.exe') : join(root, 'bin', 'python3')

/** The virtual environments that belong to a program: the active one, and one beside it or above it. */
export function environmentsFor(machine: Machine, folder: string): string[] {
  const found: string[] = []
  const active = machine.env.VIRTUAL_ENV ?? machine.env.CONDA_PREFIX
  if (active) found.push(inEnvironment(machine, active))
  let at = folder
  for (;;) {
    for (const name of machine.list(at)) {
      const root = join(at, name)
      if ((name === '.venv' || name === 'venv') && machine.list(root).includes('pyvenv.cfg')) {
        found.unshift(inEnvironment(machine, root))
      }
    }
    const above = join(at, '..')
    if (above === at || at === machine.home) return found
    at = above
  }
}

/** What a person's shell would run, then all that installers and version managers have put on this machine. */
export function installedPythons(machine: Machine): string[] {
  const { env, home, platform } = machine
  const found: string[] = []
  for (const folder of (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean)) {
    // Windows puts aliases there that open its shop.
    if (folder.includes('WindowsApps')) continue
    // A version manager's shims are slow and stand for what it has installed, which is found below: only what
    // a shell would run for the bare names is asked.
    const isShims = isShim(join(folder, 'python'))
    const names = machine
      .list(folder)
      .filter((name) => INTERPRETER.test(name) && !(isShims && rank(name) === 2))
    // `python3` before `python`, which may be Python 2; both before those that name a version.
    names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    found.push(...names.map((name) => join(folder, name)))
  }
  const roots = [
    join(env.PYENV_ROOT ?? join(home, '.pyenv'), platform === 'win32' ? 'pyenv-win/versions' : 'versions'),
    join(home, '.local/share/uv/python'),
    join(home, '.local/share/mise/installs/python'),
    join(home, '.asdf/installs/python'),
    ...(platform === 'darwin' ? ['/Library/Frameworks/Python.framework/Versions'] : []),
    ...(platform === 'win32' && env.LOCALAPPDATA ? [join(env.LOCALAPPDATA, 'Programs', 'Python')] : []),
    ...(platform === 'win32' && env.APPDATA ? [join(env.APPDATA, 'uv', 'python')] : []),
  ]
  for (const conda of ['miniconda3', 'anaconda3', 'miniforge3', 'mambaforge']) {
    found.push(inInstallation(machine, join(home, conda)))
    roots.push(join(home, conda, 'envs'))
  }
  for (const root of roots) {
    for (const name of [...machine.list(root)].reverse())
      found.push(inInstallation(machine, join(root, name)))
  }
  const folders = platform === 'win32' ? [] : ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin']
  for (const folder of folders) {
    found.push(
      ...machine
        .list(folder)
        .filter((name) => INTERPRETER.test(name))
        .map((name) => join(folder, name)),
    )
  }
  return [
    ...new Map(found.map((path) => [fileOf(machine, path), path] as const).reverse()).values(),
  ].reverse()
}

const rank = (name: string): number => {
  const bare = name.replace('.exe', '')
  return bare === 'python3' ? 0 : bare === 'python' ? 1 : 2
}

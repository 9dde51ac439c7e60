/**
 * Where Python interpreters are found on a machine: the places that installers and version managers use.
 * Only paths are made here; `probe.ts` finds out what they are.
 */
import { readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the search looks at; handed in, so that a test can hand in another machine. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Names in a folder; `[]` where there is none. */
  readonly list: (folder: string) => readonly string[]
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
})

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
    const names = machine.list(folder).filter((name) => INTERPRETER.test(name))
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
  return [...new Set(found)]
}

const rank = (name: string): number => {
  const bare = name.replace('.exe', '')
  return bare === 'python3' ? 0 : bare === 'python' ? 1 : 2
}

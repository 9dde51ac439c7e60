/**
 * Python: the student's own file, unchanged, on the interpreter's own command line. The agent comes in through
 * PYTHONPATH (see src/agents/python/sitecustomize.py).
 */
import { homedir } from 'node:os'
import { delimiter, isAbsolute } from 'node:path'
import { SpindleError } from '../../../contract/errors'
import type { Launch, LanguageHost, LanguageParts, MakeLanguageHost, ProgramFile } from './language'
import { agentFolder } from './python/agent-folder'
import { environmentsFor, installedPythons, thisMachine, type Machine } from './python/candidates'
import { compareVersions, isPythonId, OLDEST, probe, type Python } from './python/probe'

/** Interpreters that are asked at the same time. */
const PROBES_AT_ONCE = 4

export const makePython: MakeLanguageHost = (parts) => new PythonHost(parts, thisMachine(homedir()))

export class PythonHost implements LanguageHost {
  readonly language = 'python'
  readonly #parts: LanguageParts
  readonly #machine: Machine
  #found: Promise<readonly Python[]> | null = null
  /** Answers of interpreters, by command and folder. */
  readonly #asked = new Map<string, Promise<Python | null>>()
  #agent: string | null = null

  constructor(parts: LanguageParts, machine: Machine) {
    this.#parts = parts
    this.#machine = machine
  }

  async interpreters(): Promise<readonly Python[]> {
    const all = await this.#search()
    return all.filter(({ supported }) => supported)
  }

  async launch(program: ProgramFile): Promise<Launch> {
    const python = program.interpreter
      ? await this.#chosen(program.interpreter, program.cwd)
      : await this.#bestFor(program.cwd)
    const path = this.#machine.env.PYTHONPATH
    const agent = this.#agentFolder()
    return {
      command: python.path,
      args: [program.path, ...program.args],
      env: { PYTHONPATH: path === undefined ? agent : agent + delimiter + path },
      cwd: program.cwd,
      facts: {
        python: python.version,
        interpreter: python.label,
        gil: python.gil,
        startMethod: python.startMethod,
      },
      programInWelcome: false,
    }
  }

  spare(): null {
    return null
  }

  close(): void {
    this.#found = null
    this.#asked.clear()
  }

  #agentFolder(): string {
    return (this.#agent ??= agentFolder(this.#parts.agents.python, this.#parts.cacheDir))
  }

  /** One of the list by its id, or any by its path or name: an interpreter may lie where nobody looks. */
  async #chosen(chosen: string, cwd: string): Promise<Python> {
    const python = isPythonId(chosen)
      ? (await this.#search()).find(({ id }) => id === chosen)
      : await this.#ask(chosen, cwd)
    if (!python) throw new SpindleError('python-not-found', { tried: [chosen] })
    return usable(python)
  }

  /** A virtual environment of the program's, else what a shell would run in its folder, else the newest. */
  async #bestFor(cwd: string): Promise<Python> {
    const tried = [...environmentsFor(this.#machine, cwd), ...installedPythons(this.#machine).slice(0, 2)]
    for (const command of tried) {
      const python = await this.#ask(command, cwd)
      if (python?.supported) return python
    }
    const all = await this.#search()
    const newest = all.find(({ supported }) => supported) ?? all[0]
    if (!newest) throw new SpindleError('python-not-found', { tried: tried.slice(0, 20) })
    return usable(newest)
  }

  #search(): Promise<readonly Python[]> {
    return (this.#found ??= this.#searchAll())
  }

  /** Every interpreter once: what a shell would run first, then by version, newest first. */
  async #searchAll(): Promise<readonly Python[]> {
    const { home } = this.#machine
    const commands = [...environmentsFor(this.#machine, home), ...installedPythons(this.#machine)]
    const answers = new Array<Python | null>(commands.length).fill(null)
    let next = 0
    const work = async (): Promise<void> => {
      for (let index = next++; index < commands.length; index = next++) {
        answers[index] = await this.#ask(commands[index] ?? '', home)
      }
    }
    await Promise.all(Array.from({ length: PROBES_AT_ONCE }, work))
    const found = [
      ...new Map(answers.flatMap((one) => (one ? [[one.root, one] as const] : [])).reverse()).values(),
    ]
    const first = answers.find((one) => one?.supported)
    return found.sort(
      (a, b) =>
        Number(b.root === first?.root) - Number(a.root === first?.root) ||
        compareVersions(b.version, a.version),
    )
  }

  #ask(command: string, cwd: string): Promise<Python | null> {
    // A shim, and a path that begins in it, answer by the folder they are called in; everything else is what it is.
    const key = command.includes('shims') || !isAbsolute(command) ? `${command}\0${cwd}` : command
    const known = this.#asked.get(key)
    if (known) return known
    let agent: string | undefined
    try {
      agent = this.#agentFolder()
    } catch {
      // Told when a program is started: here it only costs the head start.
      agent = undefined
    }
    const asked = probe(command, { cwd, home: this.#machine.home, ...(agent ? { agent } : {}) })
    this.#asked.set(key, asked)
    return asked
  }
}

function usable(python: Python): Python {
  if (python.supported) return python
  throw new SpindleError('python-too-old', {
    version: `${python.implementation} ${python.version}`,
    oldest: OLDEST.join('.'),
  })
}

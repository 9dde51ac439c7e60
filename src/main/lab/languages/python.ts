/**
 * Python: the student's own file, unchanged, on the interpreter's own command line. The agent comes in through
 * PYTHONPATH (see src/agents/python/sitecustomize.py).
 */
import { homedir } from 'node:os'
import { basename, delimiter, isAbsolute, join } from 'node:path'
import { SpindleError } from '../../../contract/errors'
import { programEnvironment } from '../environment'
import type {
  Launch,
  LanguageHost,
  LanguageParts,
  MakeLanguageHost,
  ProgramFile,
  ProgramText,
} from './language'
import { agentFolder } from './python/agent-folder'
import { Answers } from './python/answers'
import { environmentsFor, installedPythons, questionOf, thisMachine, type Machine } from './python/candidates'
import { checkPython } from './python/check'
import { compareVersions, isPythonId, OLDEST, probe, type Python } from './python/probe'

/** Interpreters that are asked at the same time. */
const PROBES_AT_ONCE = 4

export const makePython: MakeLanguageHost = (parts) => new PythonHost(parts, thisMachine(homedir()))

export class PythonHost implements LanguageHost {
  readonly language = 'python'
  readonly #parts: LanguageParts
  readonly #machine: Machine
  #found: Promise<readonly Python[]> | null = null
  /** By what was asked. */
  readonly #asked = new Map<string, Promise<Python | null>>()
  readonly #answers: Answers
  #agent: string | null = null

  constructor(parts: LanguageParts, machine: Machine) {
    this.#parts = parts
    this.#machine = machine
    this.#answers = new Answers(parts.cacheDir)
  }

  async interpreters(): Promise<readonly Python[]> {
    const all = await this.#search()
    return all.filter(({ supported }) => supported)
  }

  readonly check = async ({ name, source, cwd, interpreter, signal }: ProgramText) => {
    const { path } = await this.#pythonFor(interpreter, cwd)
    return checkPython({ command: path, name, source, cwd, env: programEnvironment(process.env), signal })
  }

  async launch(program: ProgramFile): Promise<Launch> {
    const python = await this.#pythonFor(program.interpreter, program.cwd)
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

  #pythonFor(interpreter: string | null, cwd: string): Promise<Python> {
    return interpreter ? this.#chosen(interpreter, cwd) : this.#bestFor(cwd)
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

  #ask(named: string, cwd: string): Promise<Python | null> {
    // A bare name is looked up on the PATH by the system; a path may begin in the program's folder.
    if (basename(named) === named) return probe(named, { cwd, home: this.#machine.home })
    const command = isAbsolute(named) ? named : join(cwd, named)
    const question = `${this.#agentFolderOrNone() ?? ''}\n${questionOf(this.#machine, command, cwd)}`
    const asked = this.#asked.get(question) ?? this.#answer(question, command, cwd)
    this.#asked.set(question, asked)
    return asked
  }

  async #answer(question: string, command: string, cwd: string): Promise<Python | null> {
    const known = this.#answers.get(question)
    if (known !== undefined) return known
    if (this.#machine.stamp(command) === '') return null
    const agent = this.#agentFolderOrNone()
    const answer = await probe(command, { cwd, home: this.#machine.home, ...(agent !== null && { agent }) })
    // What did not answer may have been slow: it is asked again the next time.
    if (answer) this.#answers.set(question, answer)
    return answer
  }

  #agentFolderOrNone(): string | null {
    try {
      return this.#agentFolder()
    } catch {
      // Told when a program is started: here it only costs the head start.
      return null
    }
  }
}

function usable(python: Python): Python {
  if (python.supported) return python
  throw new SpindleError('python-too-old', {
    version: `${python.implementation} ${python.version}`,
    oldest: OLDEST.join('.'),
  })
}

/** Checks of texts that are being written: only the newest of each page matters, and none outlives the Lab. */
import { dirname, resolve } from 'node:path'
import type { CommandArgument } from '../../contract/commands'
import type { Language, SourceProblem } from '../../contract/program'
import type { LanguageHost } from './languages/language'
import type { LabOptions } from './options'

/** As many pages as may write at the same time; the oldest check gives way. */
const AT_ONCE = 2

type CheckOptions = Pick<LabOptions, 'files' | 'dataDir' | 'cwd' | 'preferredPython'>

export class Checks {
  readonly #hosts: Readonly<Record<Language, LanguageHost>>
  readonly #options: CheckOptions
  readonly #going = new Set<AbortController>()

  constructor(hosts: Readonly<Record<Language, LanguageHost>>, options: CheckOptions) {
    this.#hosts = hosts
    this.#options = options
  }

  /** Rejects as the start of a run does: `no-such-file`, `python-not-found`, `python-too-old`. */
  async check(argument: CommandArgument<'program.check'>): Promise<readonly SourceProblem[]> {
    const { language, name, source, fileId, python } = argument
    const check = this.#hosts[language].check
    if (!check) return []
    const ending = new AbortController()
    this.#going.add(ending)
    for (const oldest of [...this.#going].slice(0, -AT_ONCE)) oldest.abort()
    try {
      const path = fileId === undefined ? null : await this.#options.files.pathOf(fileId)
      const cwd = this.#options.cwd ?? (path === null ? this.#options.dataDir : dirname(resolve(path)))
      const interpreter = python ?? this.#options.preferredPython?.() ?? null
      return await check({ name, source, cwd, interpreter, signal: ending.signal })
    } finally {
      this.#going.delete(ending)
    }
  }

  close(): void {
    for (const ending of this.#going) ending.abort()
  }
}

/** Errors of our own, kept where a person can find and send them: `logs/spindle.log` of the data folder. */
import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { OneAtATime } from './json-file'

/** The log is put aside (one old one is kept) when it has grown to this. */
const MAX_LOG_BYTES = 1024 * 1024

export class DefectLog {
  readonly #folder: string
  readonly #path: string
  readonly #steps = new OneAtATime()

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'logs')
    this.#path = join(this.#folder, 'spindle.log')
  }

  /** Writes the error with its stack and its causes. Never rejects: there is nobody left to tell. */
  readonly write = (error: unknown): Promise<void> =>
    this.#steps
      .do(async () => {
        await mkdir(this.#folder, { recursive: true })
        const bytes = await stat(this.#path).then(
          ({ size }) => size,
          () => 0,
        )
        if (bytes > MAX_LOG_BYTES) await rename(this.#path, `${this.#path}.old`)
        await appendFile(this.#path, `${new Date().toISOString()} ${inspect(error, { depth: 4 })}\n`)
      })
      .catch(() => undefined)
}

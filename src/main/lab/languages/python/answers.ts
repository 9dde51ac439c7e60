/**
 * What interpreters have answered, kept from one start of the app (or the command) to the next: asking costs a
 * tenth of a second each. An answer holds as long as the interpreter's file and the agent are the same.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Python } from './probe'

const FILE = 'pythons.json'
/** Most answers that are kept; the oldest go first. */
const MAX_ANSWERS = 200

export class Answers {
  readonly #folder: string
  #kept: Map<string, Python> | null = null

  constructor(cacheDir: string) {
    this.#folder = cacheDir
  }

  get(question: string): Python | undefined {
    return this.#all().get(question)
  }

  set(question: string, answer: Python): void {
    const all = this.#all()
    all.delete(question)
    all.set(question, answer)
    const kept = [...all].slice(-MAX_ANSWERS)
    try {
      mkdirSync(this.#folder, { recursive: true })
      const draft = join(this.#folder, `${FILE}.${process.pid}`)
      writeFileSync(draft, JSON.stringify(kept))
      renameSync(draft, join(this.#folder, FILE))
    } catch {
      // Nowhere to keep it: it is asked again the next time.
    }
  }

  #all(): Map<string, Python> {
    return (this.#kept ??= this.#read())
  }

  #read(): Map<string, Python> {
    try {
      return new Map(JSON.parse(readFileSync(join(this.#folder, FILE), 'utf8')) as [string, Python][])
    } catch {
      // Not there yet, or not ours: everything is asked anew.
      return new Map()
    }
  }
}

/**
 * Files that the person has chosen, dropped or opened before. A page knows them by ids only, so it can
 * name no path; the ids are kept in `files.json` of the data folder and stay good between sessions.
 */
import { randomBytes } from 'node:crypto'
import { access, mkdir, open, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import * as v from 'valibot'
import type { OpenedFile, RecentFile } from '../contract/commands'
import { SpindleError } from '../contract/errors'
import { languageOfName, MAX_SOURCE_CHARS } from '../contract/program'
import { OneAtATime, readJsonFile, replaceFile } from './json-file'

/** How many ids are kept, and how many of them are shown as recent. */
const KEPT_FILES = 200
const SHOWN_FILES = 20
/** UTF-8 takes at most four bytes for what counts as one or two in MAX_SOURCE_CHARS. */
const MAX_FILE_BYTES = 3 * MAX_SOURCE_CHARS

const ChosenSchema = v.object({ fileId: v.string(), path: v.string(), usedAt: v.number() })
const StoredSchema = v.object({ version: v.literal(1), files: v.array(ChosenSchema) })
type Chosen = v.InferOutput<typeof ChosenSchema>

export interface FileStoreOptions {
  /** The data folder. */
  readonly folder: string
  /** Wall clock in ms since 1970. */
  readonly now?: () => number
}

export class FileStore {
  readonly #list: string
  readonly #programs: string
  readonly #now: () => number
  readonly #steps = new OneAtATime()
  #chosen: Map<string, Chosen> | null = null

  constructor({ folder, now = Date.now }: FileStoreOptions) {
    this.#list = join(folder, 'files.json')
    this.#programs = join(folder, 'programs')
    this.#now = now
  }

  /**
   * Reads a file that the person has named, and gives it an id (the same one each time).
   * Rejects with `unknown-language`, `no-such-file` or `cannot-read-file`.
   */
  async choose(path: string): Promise<OpenedFile> {
    const whole = resolve(path)
    const opened = await readProgram(whole)
    return { fileId: await this.#use(whole), ...opened }
  }

  /** Reads a chosen file again. Rejects as `choose` does; `no-such-file` also for an id never handed out. */
  async read(fileId: string): Promise<OpenedFile> {
    const path = await this.pathOf(fileId)
    const opened = await readProgram(path)
    return { fileId: await this.#use(path), ...opened }
  }

  /** Writes a chosen file in one step, keeping its mode. Rejects with `no-such-file` or `cannot-write-file`. */
  async write(fileId: string, source: string): Promise<void> {
    const path = await this.pathOf(fileId)
    await writeProgram(path, source)
    await this.#use(path)
  }

  /** Writes a file the person has named in a dialog and gives it an id. Rejects with `unknown-language` or `cannot-write-file`. */
  async writeTo(path: string, source: string): Promise<OpenedFile> {
    const whole = resolve(path)
    const name = basename(whole)
    const language = languageOf(name)
    await writeProgram(whole, source)
    return { fileId: await this.#use(whole), name, language, source }
  }

  /** Puts a program under My programs; a name that is taken gets a number. Rejects with `cannot-write-file`. */
  async create(name: string, source: string): Promise<OpenedFile> {
    const language = languageOf(name)
    const ending = extname(name)
    const stem = name.slice(0, -ending.length)
    return this.#steps.do(async () => {
      for (let number = 1; ; number += 1) {
        const free = number === 1 ? name : `${stem}-${number}${ending}`
        const path = join(this.#programs, free)
        try {
          await mkdir(this.#programs, { recursive: true })
          await writeFile(path, source, { flag: 'wx' })
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
          throw fileError('cannot-write-file', free, error)
        }
        return { fileId: await this.#remember(path), name: free, language, source }
      }
    })
  }

  /** Files used last that are still there, newest first. */
  async recent(): Promise<RecentFile[]> {
    const chosen = await this.#steps.do(() => this.#load())
    const newest = [...chosen.values()].sort((a, b) => b.usedAt - a.usedAt).slice(0, SHOWN_FILES)
    const there = await Promise.all(newest.map(({ path }) => access(path).then(always(true), always(false))))
    return newest
      .filter((_, index) => there[index])
      .map(({ fileId, path, usedAt }) => ({ fileId, name: basename(path), usedAt }))
  }

  /** Where a chosen file is. Rejects with `no-such-file`. For the side that runs programs, never for a page. */
  async pathOf(fileId: string): Promise<string> {
    const chosen = await this.#steps.do(() => this.#load())
    const found = chosen.get(fileId)
    if (!found) throw new SpindleError('no-such-file', { name: fileId }, 'no file has this id')
    return found.path
  }

  #use(path: string): Promise<string> {
    return this.#steps.do(() => this.#remember(path))
  }

  async #remember(path: string): Promise<string> {
    const chosen = await this.#load()
    const known = [...chosen.values()].find((one) => one.path === path)
    const fileId = known?.fileId ?? randomBytes(12).toString('hex')
    chosen.delete(fileId) // to the end: the map is in order of use
    chosen.set(fileId, { fileId, path, usedAt: this.#now() })
    for (const oldest of [...chosen.keys()].slice(0, Math.max(0, chosen.size - KEPT_FILES))) {
      chosen.delete(oldest)
    }
    try {
      await replaceFile(this.#list, JSON.stringify({ version: 1, files: [...chosen.values()] }))
    } catch {
      // A data folder that cannot be written costs the memory of recent files, not the file at hand.
    }
    return fileId
  }

  async #load(): Promise<Map<string, Chosen>> {
    if (this.#chosen) return this.#chosen
    const stored = await readJsonFile(this.#list, StoredSchema)
    this.#chosen = new Map(stored?.files.map((one) => [one.fileId, one]))
    return this.#chosen
  }
}

const always =
  <T>(value: T) =>
  (): T =>
    value

function languageOf(name: string): OpenedFile['language'] {
  const language = languageOfName(name)
  if (!language) throw new SpindleError('unknown-language', { name }, `${name} is neither .ts, .js nor .py`)
  return language
}

async function readProgram(path: string): Promise<Omit<OpenedFile, 'fileId'>> {
  const name = basename(path)
  const language = languageOf(name)
  try {
    const facts = await stat(path)
    if (!facts.isFile()) throw new Error('it is not a file')
    if (facts.size > MAX_FILE_BYTES) throw new Error(`it is longer than ${MAX_SOURCE_CHARS} characters`)
    const bytes = await readFile(path)
    // `fatal`: text that is not UTF-8 would be changed by reading and saving it. The mark at the start stays.
    const source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (source.length > MAX_SOURCE_CHARS) throw new Error(`it is longer than ${MAX_SOURCE_CHARS} characters`)
    return { name, language, source }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw fileError(missing ? 'no-such-file' : 'cannot-read-file', name, error)
  }
}

async function writeProgram(path: string, source: string): Promise<void> {
  try {
    const target = await realpath(path).catch(always(path)) // replace what a link points at, not the link
    const mode = await stat(target).then(
      (facts) => facts.mode & 0o777,
      () => 0o644,
    )
    try {
      await replaceFile(target, source, mode)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error
      await writeInPlace(target, source) // a folder in which nothing can be made may hold a file that can be written
    }
  } catch (error) {
    throw fileError('cannot-write-file', basename(path), error)
  }
}

async function writeInPlace(path: string, source: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.truncate(0)
    await file.writeFile(source)
  } finally {
    await file.close()
  }
}

function fileError(
  code: 'no-such-file' | 'cannot-read-file' | 'cannot-write-file',
  name: string,
  cause: unknown,
) {
  const why =
    (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.message : String(cause))
  return new SpindleError(code, { name, why }, `${name}: ${why}`, { cause })
}

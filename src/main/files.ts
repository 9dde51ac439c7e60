/**
 * Files that the person has chosen, dropped or opened before. A page knows them by ids only, so it can
 * name no path; the ids are kept in `files.json` of the data folder and stay good between sessions.
 */
import { randomBytes } from 'node:crypto'
import { access, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import * as v from 'valibot'
import type { NeighbourFile, OpenedFile, RecentFile } from '../contract/commands'
import { SpindleError } from '../contract/errors'
import { OneAtATime, readJsonFile, replaceFile } from './json-file'
import { readNeighbours } from './neighbour-files'
import { fileError, languageOf, readProgram, readText, writeProgram } from './program-file'

/** How many ids are kept, and how many of them are shown as recent. */
const KEPT_FILES = 200
const SHOWN_FILES = 20
/** How many programs that were removed stay on the disk: the newest. */
const KEPT_REMOVED = 50

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
  readonly #removed: string
  /** What was removed since the start: where it was, and where one of My programs was put. */
  readonly #gone = new Map<string, { readonly path: string; readonly aside: string | null }>()

  constructor({ folder, now = Date.now }: FileStoreOptions) {
    this.#list = join(folder, 'files.json')
    this.#programs = resolve(folder, 'programs')
    this.#removed = resolve(folder, 'removed')
    this.#now = now
  }

  /**
   * Reads a file that the person has named, and gives it an id (the same one each time).
   * Rejects with `unknown-language`, `no-such-file`, `file-not-text`, `file-too-long` or `cannot-read-file`.
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

  /**
   * Writes a chosen file in one step, keeping its mode. Rejects with `no-such-file` or `cannot-write-file`.
   * @param known - what it held when it was read: `file-changed` if it holds something else by now. A file that is
   * gone is written anew
   */
  async write(fileId: string, source: string, known?: string): Promise<void> {
    const path = await this.pathOf(fileId)
    if (known !== undefined) await stillHolds(path, known)
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

  /** Files that a program imports from beside it. Rejects with `no-such-file`. */
  async beside(fileId: string, names: readonly string[]): Promise<NeighbourFile[]> {
    return readNeighbours(await this.pathOf(fileId), names)
  }

  /**
   * Gives a chosen file another name in its folder; its id stays. Rejects with `no-such-file`, `unknown-language`,
   * `file-exists` or `cannot-write-file`.
   */
  async rename(fileId: string, name: string): Promise<OpenedFile> {
    languageOf(name)
    const from = await this.pathOf(fileId)
    const to = join(dirname(from), name)
    await this.#steps.do(async () => {
      if (from === to) return
      // On some disks `a.ts` and `A.ts` are one file: that is no other file in the way.
      if (await isAnother(from, to)) throw new SpindleError('file-exists', { name }, `${name} is taken`)
      await rename(from, to).catch((error: unknown) => {
        throw fileError('cannot-write-file', basename(from), error)
      })
      const chosen = await this.#load()
      for (const [id, one] of chosen) if (one.path === to) chosen.delete(id) // a file that was there before
      const one = chosen.get(fileId)
      if (one) chosen.set(fileId, { ...one, path: to })
      await this.#remember(to)
    })
    return this.read(fileId)
  }

  /**
   * Takes a file out of the list. One of My programs is put aside on the disk; any other file stays where it is.
   * Rejects with `no-such-file` or `cannot-write-file`.
   */
  async remove(fileId: string): Promise<void> {
    const path = await this.pathOf(fileId)
    await this.#steps.do(async () => {
      const aside = this.#isOwn(path)
        ? join(this.#removed, `${this.#now()}-${fileId}-${basename(path)}`)
        : null
      if (aside !== null) {
        try {
          await mkdir(this.#removed, { recursive: true })
          await rename(path, aside)
          await removeOldest(this.#removed)
        } catch (error) {
          // Gone already: what is left to do is to forget it.
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
            throw fileError('cannot-write-file', basename(path), error)
        }
      }
      this.#gone.set(fileId, { path, aside })
      const chosen = await this.#load()
      chosen.delete(fileId)
      await this.#keep(chosen)
    })
  }

  /** Undoes `remove`, under the same id. Rejects with `no-such-file`, `file-exists`, or as `choose` does. */
  async restore(fileId: string): Promise<OpenedFile> {
    const gone = this.#gone.get(fileId)
    if (!gone) throw new SpindleError('no-such-file', { name: fileId }, 'no file of this id was removed')
    const { path, aside } = gone
    const name = basename(path)
    await this.#steps.do(async () => {
      if (aside !== null) {
        if (await isAnother(aside, path)) throw new SpindleError('file-exists', { name }, `${name} is taken`)
        await rename(aside, path).catch((error: unknown) => {
          throw fileError('no-such-file', name, error)
        })
      }
      this.#gone.delete(fileId)
      const chosen = await this.#load()
      chosen.set(fileId, { fileId, path, usedAt: this.#now() })
      await this.#keep(chosen)
    })
    return this.read(fileId)
  }

  #isOwn(path: string): boolean {
    return dirname(path) === this.#programs
  }

  /** Files used last that are still there, newest first. */
  async recent(): Promise<RecentFile[]> {
    const chosen = await this.#steps.do(() => this.#load())
    const newest = [...chosen.values()].sort((a, b) => b.usedAt - a.usedAt).slice(0, SHOWN_FILES)
    const there = await Promise.all(newest.map(({ path }) => isThere(path)))
    return newest
      .filter((_, index) => there[index])
      .map(({ fileId, path, usedAt }) => ({ fileId, name: basename(path), usedAt, own: this.#isOwn(path) }))
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
    await this.#keep(chosen)
    return fileId
  }

  async #keep(chosen: ReadonlyMap<string, Chosen>): Promise<void> {
    try {
      await replaceFile(this.#list, JSON.stringify({ version: 1, files: [...chosen.values()] }))
    } catch {
      // A data folder that cannot be written costs the memory of recent files, not the file at hand.
    }
  }

  async #load(): Promise<Map<string, Chosen>> {
    if (this.#chosen) return this.#chosen
    const stored = await readJsonFile(this.#list, StoredSchema)
    this.#chosen = new Map(stored?.files.map((one) => [one.fileId, one]))
    return this.#chosen
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Whether `to` is there and is not the same file as `from`. */
async function isAnother(from: string, to: string): Promise<boolean> {
  const [one, other] = await Promise.all([from, to].map((path) => stat(path).catch(() => null)))
  return other != null && !(one?.ino === other.ino && one.dev === other.dev)
}

async function stillHolds(path: string, known: string): Promise<void> {
  const now = await readText(path).catch((error: unknown) => {
    if (error instanceof SpindleError && error.code === 'no-such-file') return null
    if (error instanceof SpindleError && error.owner === 'person') return '\0' // another kind of file by now
    throw error
  })
  const name = basename(path)
  if (now !== null && now !== known) throw new SpindleError('file-changed', { name }, `${name} was changed`)
}

/** Their names begin with the time they were removed. */
async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
  for (const name of names.slice(KEPT_REMOVED)) await rm(join(folder, name), { force: true })
}

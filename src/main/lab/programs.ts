/**
 * Where a program lies when it is run. A chosen file is run where it is. A text is written below the data
 * folder, under a name made from its content: the same text gets the same path, so that compiled code can
 * be used again and lines in traces look the same from run to run.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { SpindleError } from '../../contract/errors'
import { languageOfName, MAX_SOURCE_CHARS, type Language, type Program } from '../../contract/program'
import type { LabOptions } from './options'

/** Texts kept on the disk: the newest. */
const KEPT_TEXTS = 200
/** Files beside a chosen one that its unsaved text can import. */
const MAX_NEIGHBOURS = 1_000

export interface ReadyProgram {
  readonly language: Language
  readonly title: string
  readonly lesson: string | null
  readonly source: string
  /** Absolute. */
  readonly path: string
  readonly cwd: string
}

type Parts = Pick<LabOptions, 'dataDir' | 'lessons' | 'files' | 'cwd'>

/** Rejects with `no-such-lesson`, `no-such-file`, `unknown-language`, `cannot-read-file` or `cannot-write-file`. */
export async function prepareProgram(program: Program, parts: Parts): Promise<ReadyProgram> {
  switch (program.kind) {
    case 'lesson': {
      const { lesson, language, locale } = program
      const source = parts.lessons(lesson, language, locale)
      if (source === null) throw new SpindleError('no-such-lesson', { lesson })
      const name = `${lesson}.${language === 'python' ? 'py' : 'ts'}`
      const path = await placeText(parts.dataDir, name, source, null)
      return { language, title: lesson, lesson, source, path, cwd: parts.cwd ?? dirname(path) }
    }
    case 'text': {
      const { name, source, language, lesson = null, fileId } = program
      const chosen = fileId === undefined ? null : resolve(await parts.files.pathOf(fileId))
      const isSaved = chosen !== null && (await holds(chosen, source))
      const path = isSaved ? chosen : await placeText(parts.dataDir, name, source, chosen && dirname(chosen))
      return { language, title: name, lesson, source, path, cwd: parts.cwd ?? dirname(chosen ?? path) }
    }
    case 'file': {
      const path = resolve(await parts.files.pathOf(program.fileId))
      const title = basename(path)
      const language = languageOfName(title)
      if (!language) throw new SpindleError('unknown-language', { name: title })
      const source = await readSource(path, title)
      return { language, title, lesson: null, source, path, cwd: parts.cwd ?? dirname(path) }
    }
  }
}

async function readSource(path: string, name: string): Promise<string> {
  try {
    const { size } = await stat(path)
    // Shown, not run from here: a program that is too long to be shown is run all the same.
    if (size <= 3 * MAX_SOURCE_CHARS) return await readFile(path, 'utf8')
    return `${name}: ${size} bytes`
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new SpindleError(why === 'ENOENT' ? 'no-such-file' : 'cannot-read-file', { name, why }, name, {
      cause,
    })
  }
}

async function holds(path: string, source: string): Promise<boolean> {
  try {
    return (await readFile(path, 'utf8')) === source
  } catch {
    return false // it was removed: the text is what there is
  }
}

async function placeText(
  dataDir: string,
  name: string,
  source: string,
  beside: string | null,
): Promise<string> {
  const texts = join(dataDir, 'texts')
  const hash = createHash('sha256')
    .update(JSON.stringify([name, beside, source]))
    .digest('hex')
    .slice(0, 16)
  const folder = join(texts, hash)
  const path = join(folder, name)
  try {
    await mkdir(folder, { recursive: true })
    if (beside !== null) await linkNeighbours(beside, folder, name)
    if (!(await holds(path, source))) await replaceText(path, source)
    const now = new Date()
    await utimes(folder, now, now)
    // Nobody waits for tidying up; what could not be removed is tried again next time.
    void removeOldest(texts).catch(() => undefined)
    return path
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new SpindleError('cannot-write-file', { name, why }, `${name}: ${why}`, { cause })
  }
}

/** In one step: another run may be reading the same text. */
async function replaceText(path: string, source: string): Promise<void> {
  const fresh = `${path}.${process.pid}.new`
  await writeFile(fresh, source)
  await rename(fresh, path)
}

/** What a chosen file's unsaved text imports is found beside it, as if it lay there. */
async function linkNeighbours(from: string, folder: string, except: string): Promise<void> {
  const names = (await readdir(from)).filter((name) => name !== except).slice(0, MAX_NEIGHBOURS)
  for (const name of names) {
    // EEXIST: from the last time. EPERM: Windows without the right to link; imports will say what is missing.
    await symlink(join(from, name), join(folder, name)).catch(() => undefined)
  }
}

async function removeOldest(texts: string): Promise<void> {
  const names = await readdir(texts)
  if (names.length <= KEPT_TEXTS) return
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(texts, name))).mtimeMs })),
  )
  aged.sort((a, b) => b.at - a.at)
  for (const { name } of aged.slice(KEPT_TEXTS)) await rm(join(texts, name), { recursive: true, force: true })
}

/** One program file on the disk: read as the text it is, written in one step, and told apart from what is none. */
import { open, readFile, realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { OpenedFile } from '../contract/commands'
import { SpindleError, type ErrorCode } from '../contract/errors'
import { languageOfName, MAX_SOURCE_CHARS } from '../contract/program'
import { replaceFile } from './json-file'

/** UTF-8 takes at most four bytes for what counts as one or two in MAX_SOURCE_CHARS. */
const MAX_FILE_BYTES = 3 * MAX_SOURCE_CHARS

/** @throws SpindleError `unknown-language` */
export function languageOf(name: string): OpenedFile['language'] {
  const language = languageOfName(name)
  if (!language) throw new SpindleError('unknown-language', { name }, `${name} is neither .ts, .js nor .py`)
  return language
}

/** Rejects with `unknown-language`, or as `readText` does. */
export async function readProgram(path: string): Promise<Omit<OpenedFile, 'fileId'>> {
  const name = basename(path)
  const language = languageOf(name)
  return { name, language, source: await readText(path) }
}

/** Rejects with `no-such-file`, `file-not-text`, `file-too-long` or `cannot-read-file`. */
export async function readText(path: string): Promise<string> {
  const name = basename(path)
  try {
    const facts = await stat(path)
    if (!facts.isFile()) throw new Error('it is not a file')
    if (facts.size > MAX_FILE_BYTES) throw tooLong(name)
    const bytes = await readFile(path)
    const source = decode(name, bytes)
    if (source.length > MAX_SOURCE_CHARS) throw tooLong(name)
    return source
  } catch (error) {
    if (error instanceof SpindleError) throw error
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw fileError(missing ? 'no-such-file' : 'cannot-read-file', name, error)
  }
}

const tooLong = (name: string): SpindleError =>
  new SpindleError('file-too-long', { name, limit: MAX_SOURCE_CHARS }, `${name} is too long to be shown`)

/** Text that is not UTF-8 would be changed by reading and saving it. The mark at the start stays. */
function decode(name: string, bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    // No program holds a NUL: it is a file of another kind with a program's ending.
    if (!text.includes('\0')) return text
  } catch {
    // Told below: both mean the same to the person.
  }
  throw new SpindleError('file-not-text', { name }, `${name} is not a text in UTF-8`)
}

/** In one step, keeping the mode; what a link points at is replaced, not the link. Rejects with `cannot-write-file`. */
export async function writeProgram(path: string, source: string): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path)
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

export function fileError(
  code: Extract<ErrorCode, 'no-such-file' | 'cannot-read-file' | 'cannot-write-file'>,
  name: string,
  cause: unknown,
): SpindleError {
  const why =
    (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.message : String(cause))
  return new SpindleError(code, { name, why }, `${name}: ${why}`, { cause })
}

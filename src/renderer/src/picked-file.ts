/** A program file the browser lets the page read: picked in its dialog, or dropped on the page. */
import type { CommandInput } from '../../contract/commands'
import { SpindleError } from '../../contract/errors'
import { languageOfName, MAX_SOURCE_CHARS, PROGRAM_ENDINGS } from '../../contract/program'

/** Longest name a file of My programs can have, without its ending. */
const MAX_STEM = 90

/** Lets the person pick a program file. `null` when they have changed their mind. Rejects as `readPicked` does. */
export function pickFile(): Promise<CommandInput<'files.create'> | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = Object.values(PROGRAM_ENDINGS).flat().join(',')
  return new Promise((done, failed) => {
    input.addEventListener('cancel', () => done(null))
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (!file) return done(null)
      readPicked(file).then(done, failed)
    })
    input.click()
  })
}

/** Rejects with `unknown-language`, `file-too-long`, `file-not-text` or `cannot-read-file`. */
export async function readPicked(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
): Promise<CommandInput<'files.create'>> {
  const { name } = file
  const ending = /\.\w+$/.exec(name)?.[0] ?? ''
  if (!languageOfName(name)) throw new SpindleError('unknown-language', { name })
  const tooLong = new SpindleError('file-too-long', { name, limit: MAX_SOURCE_CHARS })
  // A character takes up to three bytes for what counts as one.
  if (file.size > 3 * MAX_SOURCE_CHARS) throw tooLong
  const bytes = await file.arrayBuffer().catch((error: unknown) => {
    throw new SpindleError('cannot-read-file', { name, why: String(error) })
  })
  const source = decode(name, bytes)
  if (source.length > MAX_SOURCE_CHARS) throw tooLong
  const stem = name
    .slice(0, -ending.length)
    .replace(/[/\\\0:]/g, '-')
    .slice(0, MAX_STEM)
  return { name: stem + ending.toLowerCase(), source }
}

function decode(name: string, bytes: ArrayBuffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    // No program holds a NUL: it is a file of another kind with a program's ending.
    if (!text.includes('\0')) return text
  } catch {
    // Told below: both mean the same to the person.
  }
  throw new SpindleError('file-not-text', { name })
}

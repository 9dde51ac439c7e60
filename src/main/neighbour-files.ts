/**
 * The files a program imports from beside it, for the editor's check. A page names them by the relative names
 * of the imports: it gets what lies in the program's folder or below and can be imported, and nothing else.
 */
import { realpath } from 'node:fs/promises'
import { dirname, extname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { NeighbourFile } from '../contract/commands'
import { SpindleError } from '../contract/errors'
import { readText } from './program-file'

/** What an import of a program can mean. */
const ENDINGS = new Set(['.ts', '.mts', '.js', '.mjs', '.json'])

/**
 * Reads `names` beside the file at `path`, in their order. Never rejects.
 * @param names - relative, with `/` between their parts
 */
export async function readNeighbours(path: string, names: readonly string[]): Promise<NeighbourFile[]> {
  const folder = dirname(path)
  const real = await realpath(folder).catch(() => folder)
  return Promise.all(names.map((name) => readOne(folder, real, name)))
}

async function readOne(folder: string, real: string, name: string): Promise<NeighbourFile> {
  const path = resolve(folder, name)
  // An import without its ending finds nothing when the program is run.
  if (!ENDINGS.has(extname(path))) return { name, state: 'missing' }
  if (!isWithin(folder, path)) return { name, state: 'out-of-reach' }
  const target = await realpath(path).catch(() => null)
  if (target === null) return { name, state: 'missing' }
  // A link may lead anywhere, and by another name to anything.
  if (!isWithin(real, target) || !ENDINGS.has(extname(target))) return { name, state: 'out-of-reach' }
  try {
    return { name, state: 'there', source: await readText(target) }
  } catch (error) {
    const isGone = error instanceof SpindleError && error.code === 'no-such-file'
    return { name, state: isGone ? 'missing' : 'out-of-reach' }
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

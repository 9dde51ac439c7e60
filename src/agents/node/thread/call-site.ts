/** Where in the program something was made, and the name it was given there. */
import type { SourcePlace } from '../../../contract/unit'
import { pathOf } from './report'
import { sourceOf } from './modules'
import { self } from './self'

const FRAMES = 16

export interface CallSite {
  readonly url: string
  readonly line: number
  readonly column: number
}

/**
 * The innermost line of the program on the stack. `type` is the class that is being made: constructors of
 * the program's own subclasses of it are passed over, since their `super(…)` is not where it was made.
 */
export function callSite(type: { readonly name: string } | null = null): CallSite | null {
  const own = constructorsOf(type)
  const { prepareStackTrace, stackTraceLimit } = Error
  const holder: { stack?: unknown } = {}
  try {
    Error.stackTraceLimit = FRAMES
    Error.prepareStackTrace = (_error, sites) => sites
    Error.captureStackTrace(holder, callSite)
    const sites = holder.stack as readonly NodeJS.CallSite[]
    for (const site of sites) {
      const url = site.getFileName() ?? ''
      if (!url.startsWith('file:') || url.startsWith(self().agentUrl)) continue
      if (site.isConstructor() && own.has(site.getFunctionName() ?? '')) continue
      return { url, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 }
    }
    return null
  } finally {
    Error.prepareStackTrace = prepareStackTrace
    Error.stackTraceLimit = stackTraceLimit
  }
}

function constructorsOf(type: { readonly name: string } | null): Set<string> {
  const names = new Set<string>()
  for (let one: unknown = type; typeof one === 'function'; one = Object.getPrototypeOf(one))
    names.add(one.name)
  return names
}

export const placeAt = ({ url, line, column }: CallSite): SourcePlace => ({ file: pathOf(url), line, column })

const counts = new Map<string, number>()

/** How many times this thread made something at this place before. */
export function occurrence({ url, line, column }: CallSite, kind: string): number {
  const key = `${kind}@${url}:${line}:${column}`
  const count = counts.get(key) ?? 0
  counts.set(key, count + 1)
  return count
}

/** The variable or property that the new thing is put into, or null where that cannot be seen. */
export function variableAt({ url, line, column }: CallSite, occurrenceNumber: number): string | null {
  const text = sourceOf(url)?.split('\n')[line - 1]
  if (text === undefined) return null
  const before = text.slice(0, column - 1)
  const direct = /([\w$]+)\s*(?::\s*[^=:,{]+)?=\s*$/.exec(before) ?? /([\w$]+)\s*:\s*$/.exec(before)
  if (direct) return direct[1] as string
  // Several of them in one variable: forks[0], forks[1] …
  const several = /(?:const|let|var)\s+([\w$]+)\s*(?::[^=]+)?=/.exec(before)
  return several ? `${several[1] as string}[${occurrenceNumber}]` : null
}

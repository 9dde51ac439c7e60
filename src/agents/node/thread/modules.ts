/**
 * Loads the program in this thread: finds the API under its names, takes types out, and keeps a list of
 * what every module exports, so that a function can be named to another thread.
 *
 * All threads of a process run the same text: what the main thread has found and read goes to the others, who
 * neither look for files nor read them again.
 */
import { readFileSync } from 'node:fs'
import { enableCompileCache, registerHooks, type LoadHookSync, type ResolveHookSync } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ModuleText } from '../messages'
import { stripTypes } from './strip'
import { self, tellSupervisor } from './self'
import { findSyntaxError, syntaxErrorText } from './syntax-error'

type Namespace = Readonly<Record<string, unknown>>
export type ImportModule = (url: string) => Promise<unknown>

const API_SCHEME = 'spindle:'
/** Whether a `.js` file is an ES module; Node would guess as well, but say so on stderr. */
const ES_MODULE = /^\s*(?:import|export)\b/m

/** Compiling more than this costs more than switching on Node's cache of compiled code. */
const LARGE_CHARS = 64 * 1024

const namespaces = new Map<string, Namespace>()
const sources = new Map<string, string>()
/** What the main thread has loaded, by URL; and the URLs by who asks for what. */
const texts = new Map<string, ModuleText>()
const found = new Map<string, string>()

/** Under these two the text of modules reaches us: hidden from programs, which do not look for symbols. */
const globals = globalThis as Record<symbol, unknown>
const NAMESPACE = Symbol.for('spindle.namespace')
const REGISTER = Symbol.for('spindle.register')

let importModule: ImportModule

export function installModules(api: Readonly<Record<string, Namespace>>, importer: ImportModule): void {
  importModule = importer
  for (const [name, namespace] of Object.entries(api)) namespaces.set(`${API_SCHEME}${name}`, namespace)
  globals[NAMESPACE] = (url: string) => namespaces.get(url)
  globals[REGISTER] = (url: string, namespace: Namespace) => namespaces.set(url, namespace)
  registerHooks({ resolve, load })
}

/** What a thread that is kept ready can do before it knows what it is for: every program needs some of this. */
export function warmUp(): void {
  for (const url of namespaces.keys()) if (url.startsWith(API_SCHEME)) void importModule(url)
}

export function learnTexts(more: readonly ModuleText[]): void {
  for (const text of more) {
    texts.set(text.url, text)
    found.set(request(text.from, text.specifier), text.url)
  }
}

const request = (from: string, specifier: string): string => `${from}\0${specifier}`

const resolve: ResolveHookSync = (specifier, context, next) => {
  if (specifier.startsWith(API_SCHEME)) return { url: specifier, format: 'module', shortCircuit: true }
  if (!specifier.startsWith('spindle/')) return resolveFile(specifier, context, next)
  const url = `${API_SCHEME}${specifier.slice('spindle/'.length)}`
  if (!namespaces.has(url)) {
    const known = [...namespaces.keys()].filter((name) => name.startsWith(API_SCHEME))
    const list = known.map((name) => `'spindle/${name.slice(API_SCHEME.length)}'`).join(', ')
    const error = new Error(`Cannot find module '${specifier}'. There are ${list}.`)
    throw placeImport(error, context.parentURL, specifier)
  }
  announceUse(specifier.slice('spindle/'.length))
  return { url, format: 'module', shortCircuit: true }
}

/** How each file was asked for first, until it is loaded. */
const asked = new Map<string, { readonly from: string; readonly specifier: string }>()

const resolveFile: ResolveHookSync = (specifier, context, next) => {
  // What we import ourselves has no place in the program.
  const from = specifier === programUrl ? '' : (context.parentURL ?? '')
  const known = found.get(request(from, specifier))
  if (known !== undefined) return { url: known, format: 'module', shortCircuit: true }
  let result
  try {
    result = next(specifier, context)
  } catch (error) {
    throw placeImport(error, context.parentURL, specifier)
  }
  if (!asked.has(result.url)) asked.set(result.url, { from, specifier })
  return result
}

const announced = new Set<string>()

/**
 * The program's first process may keep a thread or a process ready. Its children load the same modules and
 * mostly start nothing, so they wait until something is made.
 */
function announceUse(name: string): void {
  const { number, process: facts } = self()
  if (facts.parent === null && number === 1) tellUse(name)
}

/** Tells the supervisor, once, that this thread is about to start something. */
export function tellUse(name: string): void {
  if (announced.has(name) || (name !== 'threading' && name !== 'multiprocessing')) return
  announced.add(name)
  tellSupervisor({ type: 'uses', module: name })
}

const load: LoadHookSync = (url, context, next) => {
  if (url.startsWith(API_SCHEME)) {
    const source = Object.keys(namespaces.get(url) ?? {}).map((name) => `export const ${name} = api.${name};`)
    const head = `const api = globalThis[Symbol.for('spindle.namespace')](${JSON.stringify(url)});`
    return { format: 'module', source: head + source.join(''), shortCircuit: true }
  }
  if (url.includes('/node_modules/')) useCompileCache()
  const known = texts.get(url)
  if (known) {
    sources.set(url, known.source)
    return { format: 'module', source: (known.code ?? known.source) + footer(url), shortCircuit: true }
  }
  const kind =
    url.startsWith('file:') && !url.includes('/node_modules/') ? /\.(m?[jt]s)(?:\?|$)/.exec(url) : null
  if (!kind) return next(url, context)
  const source = readFileSync(fileURLToPath(url), 'utf8')
  const typed = kind[1] === 'ts' || kind[1] === 'mts'
  if (!typed && kind[1] !== 'mjs' && !ES_MODULE.test(source)) return next(url, context)
  sources.set(url, source)
  if (source.length > LARGE_CHARS) useCompileCache()
  const code = typed ? stripTypes(source, self().cache) : null
  const request = asked.get(url)
  if (request && self().number === 1)
    tellSupervisor({ type: 'text', text: { url, ...request, source, code } })
  return { format: 'module', source: (code ?? source) + footer(url), shortCircuit: true }
}

let compileCacheIsUsed = false

function useCompileCache(): void {
  const { cache } = self()
  if (compileCacheIsUsed || cache === null) return
  compileCacheIsUsed = true
  enableCompileCache(`${cache}/code`)
}

/**
 * Registers what a module exports, so that its functions can be named to other threads. Behind the last line,
 * so that no line of the program moves.
 */
const footer = (url: string): string =>
  `\nimport * as __spindle_exports from ${JSON.stringify(url)};` +
  `globalThis[Symbol.for('spindle.register')](${JSON.stringify(url)}, __spindle_exports);`

let programUrl = ''

/** Imports the program's main file. @throws what its top level throws; a SyntaxError has `place` and a telling stack */
export async function loadProgram(path: string): Promise<Namespace> {
  programUrl = pathToFileURL(path).href
  self().loading = true
  try {
    return (await importModule(programUrl)) as Namespace
  } catch (error) {
    if (error instanceof SyntaxError) placeSyntaxError(error)
    throw error
  } finally {
    self().loading = false
  }
}

/** An import that finds nothing has no line of its own in the stack: it is where the name stands in the text. */
function placeImport(error: unknown, importer: string | undefined, specifier: string): unknown {
  const lines = sources.get(importer ?? '')?.split('\n') ?? []
  const quoted = [`'${specifier}'`, `"${specifier}"`]
  const index = lines.findIndex((line) => quoted.some((one) => line.includes(one)))
  if (!(error instanceof Error) || importer === undefined || index === -1) return error
  place(error, importer, index + 1)
  return error
}

/** Where the editor marks the error; its text stays as Node has made it. */
function place(error: Error, url: string, line: number): void {
  Object.defineProperty(error, 'at', { value: { file: fileURLToPath(url), line }, enumerable: false })
}

function placeSyntaxError(error: SyntaxError): void {
  // The last one loaded first: a module is compiled as soon as it was loaded.
  for (const [url, source] of [...sources].reverse()) {
    const file = fileURLToPath(url)
    const finding = findSyntaxError(source, file)
    if (!finding) continue
    if (url.endsWith('ts')) error.message = finding.message
    Object.defineProperty(error, 'place', { value: finding.place, enumerable: false })
    error.stack = syntaxErrorText(error, finding.place, source)
    Object.defineProperty(error, 'code', { value: undefined, enumerable: false })
    return
  }
  // No mistake of syntax: a module that does not have what is imported from it. Node puts the place first.
  const [, url = '', line = ''] = /^(file:[^\n]*):(\d+)\n/.exec(error.stack ?? '') ?? []
  if (sources.has(url)) place(error, url, Number(line))
}

/** The source text of a module of the program, as it was written. */
export const sourceOf = (url: string): string | undefined => sources.get(url)

/** The module and the name under which a value is exported, or null. */
export function exportedAs(value: unknown): { url: string; name: string } | null {
  for (const [url, namespace] of namespaces) {
    for (const [name, exported] of Object.entries(namespace)) {
      if (exported === value) return { url, name }
    }
  }
  return null
}

/** The reverse of `exportedAs`, in another thread. @throws Error when the module is not loaded here */
export function exportOf(url: string, name: string): unknown {
  const namespace = namespaces.get(url)
  if (!namespace)
    throw new Error(`this thread has not loaded ${url}: import it at the top level of the program`)
  return namespace[name]
}

/** Loads modules that a job names and that the program's main file did not import. */
export async function loadModules(urls: readonly string[]): Promise<void> {
  for (const url of urls) if (!namespaces.has(url)) await importModule(url)
}

/**
 * TypeScript's language service on one program: its text, what lies beside it, and the declarations it is
 * checked against, in a little file system of strings. It knows neither worker nor page; the compiler is
 * handed in.
 */
import type ts from 'typescript'
import type {
  CompletionItem,
  Completions,
  Fix,
  Hover,
  Neighbour,
  Problem,
  ProgramService,
  SignatureHelp,
  TextChange,
  Words,
} from './protocol'

type TypeScript = typeof ts

/** Where the program and its neighbours lie. */
const FOLDER = '/program/'
/** Problems that are told, and those of them for which ways to put them right are sought. */
const MAX_PROBLEMS = 100
const MAX_FIXED = 10
const MAX_FIXES = 2
/** Completions that are looked at one by one for what they are called with. */
const MAX_LOOKED_AT = 60
/** “Cannot find module”, and what is said instead of a relative name without an ending. */
const NO_MODULE = new Set([2307, 2834, 2835])
/** What a file's ending means to the compiler. */
const ENDINGS: Readonly<Record<string, string>> = {
  '.ts': '.ts',
  '.mts': '.mts',
  '.js': '.js',
  '.mjs': '.mjs',
  '.json': '.json',
}

export interface ServiceParts {
  readonly ts: TypeScript
  /** Declarations by their paths. */
  readonly declarations: ReadonlyMap<string, string>
  readonly libraries: readonly string[]
  readonly libraryFolder: string
}

interface File {
  readonly source: string
  readonly version: number
}

/**
 * As strict as what goes wrong when it is run: the runner takes types out (`erasableSyntaxOnly`,
 * `verbatimModuleSyntax`) and finds modules as Node does (`NodeNext`). A type that is left out is no mistake
 * of a beginner's.
 */
const optionsOf = (ts: TypeScript, libraries: readonly string[]): ts.CompilerOptions => ({
  strict: true,
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
  noEmit: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: [...libraries],
  types: [],
  allowJs: true,
  allowImportingTsExtensions: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  resolveJsonModule: true,
  skipLibCheck: true,
})

export function createService({ ts, declarations, libraries, libraryFolder }: ServiceParts): ProgramService {
  const files = new Map<string, File>()
  const outOfReach = new Set<string>()
  let program = ''
  let version = 0
  const options = optionsOf(ts, libraries)

  const isModuleFolder = `${FOLDER}package.json`
  const read = (path: string): string | undefined =>
    path === isModuleFolder ? '{"type":"module"}' : (files.get(path)?.source ?? declarations.get(path))
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => ['/spindle.d.ts', '/node-names.d.ts', ...(program ? [program] : [])],
    getScriptVersion: (path) => String(files.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const text = read(path)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => FOLDER,
    getDefaultLibFileName: () => `${libraryFolder}${libraries[0]}`,
    fileExists: (path) => read(path) !== undefined,
    readFile: read,
    directoryExists: (path) => !path.endsWith('/node_modules'),
    getDirectories: () => [],
    // As Node does it: exactly the file that is named, or none.
    resolveModuleNameLiterals: (names, from) =>
      names.map(({ text }) => ({ resolvedModule: resolve(from, text) })),
    getProjectVersion: () => String(version),
  })

  function resolve(from: string, name: string): ts.ResolvedModuleFull | undefined {
    if (!/^\.\.?\//.test(name)) return undefined
    const path = join(from, name)
    const extension = ENDINGS[/\.\w+$/.exec(path)?.[0] ?? '']
    if (!extension || !files.has(path)) return undefined
    return {
      resolvedFileName: path,
      extension,
      isExternalLibraryImport: false,
      resolvedUsingTsExtension: true,
    }
  }

  function put(path: string, source: string): void {
    if (files.get(path)?.source === source) return
    version += 1
    files.set(path, { source, version })
  }

  /** Relative imports of the program, and of what it imports, that nothing is known of yet. */
  function unknownNeighbours(): readonly string[] {
    const unknown = new Set<string>()
    const seen = new Set<string>()
    const look = (path: string): void => {
      const file = files.get(path)
      if (!file || seen.has(path)) return
      seen.add(path)
      for (const { fileName } of ts.preProcessFile(file.source).importedFiles) {
        if (!/^\.\.?\//.test(fileName)) continue
        for (const meant of [fileName, ...otherNames(fileName)]) {
          const target = join(path, meant)
          if (files.has(target)) look(target)
          else if (!missing.has(target)) unknown.add(relative(target))
        }
      }
    }
    look(program)
    return [...unknown]
  }
  const missing = new Set<string>()

  const source = (): string => files.get(program)?.source ?? ''
  const isJavaScript = (): boolean => /\.m?js$/.test(program)

  function ownChanges(changes: readonly ts.FileTextChanges[]): readonly TextChange[] | null {
    if (changes.some(({ fileName }) => fileName !== program)) return null
    return changes.flatMap(({ textChanges }) =>
      textChanges.map(({ span, newText }) => ({
        from: span.start,
        to: span.start + span.length,
        insert: newText,
      })),
    )
  }

  function fixesFor({ start = 0, length = 0, code }: ts.Diagnostic): readonly Fix[] {
    const found = service.getCodeFixesAtPosition(program, start, start + length, [code], FORMAT, PREFERENCES)
    return found
      .flatMap(({ description, changes }) => {
        const own = ownChanges(changes)
        return own && own.length > 0 ? [{ title: description, changes: own }] : []
      })
      .slice(0, MAX_FIXES)
  }

  /** A module that was not found: a file out of reach is no mistake, and one of another ending is what is meant. */
  function judgeModule(problem: Problem): Problem | null {
    if (!NO_MODULE.has(problem.code)) return problem
    const quoted = source().slice(problem.from, problem.to)
    const name = quoted.slice(1, -1)
    // A package beside the program may well be there; only the runner knows.
    if (!/^(?:\.\.?|spindle)\//.test(name)) return { ...problem, severity: 'warning', fixes: [] }
    if (outOfReach.has(join(program, name))) return null
    const meant = otherNames(name).find((other) => files.has(join(program, other)))
    if (!meant) return problem
    const insert = `${quoted[0] ?? "'"}${meant}${quoted[0] ?? "'"}`
    const { from, to } = problem
    // The compiler proposes the name of a compiled file, which there is none of.
    const message =
      problem.code === 2835 ? problem.message.replace(/'\.[^']*'/, `'${meant}'`) : problem.message
    return { ...problem, message, fixes: [{ title: insert, changes: [{ from, to, insert }] }] }
  }

  function problems(): readonly Problem[] {
    if (!program) return []
    const found: ts.Diagnostic[] = service.getSyntacticDiagnostics(program)
    // JavaScript says nothing of types; its syntax is checked all the same.
    if (!isJavaScript()) found.push(...service.getSemanticDiagnostics(program))
    const length = source().length
    return found.slice(0, MAX_PROBLEMS).flatMap((one, index) => {
      const from = Math.min(one.start ?? 0, length)
      const problem: Problem = {
        from,
        to: Math.min(from + (one.length ?? 0), length),
        severity: one.category === ts.DiagnosticCategory.Error ? 'error' : 'warning',
        message: ts.flattenDiagnosticMessageText(one.messageText, '\n'),
        code: one.code,
        fixes: index < MAX_FIXED ? fixesFor(one) : [],
      }
      return judgeModule(problem) ?? []
    })
  }

  function completions(at: number): Completions | null {
    const found = service.getCompletionsAtPosition(program, at, PREFERENCES, FORMAT)
    if (!found) return null
    const span = found.optionalReplacementSpan
    const from = span && span.start <= at ? span.start : wordBefore(source(), at)
    const looksAt = found.isMemberCompletion && found.entries.length <= MAX_LOOKED_AT
    const items = found.entries.map((entry): CompletionItem => {
      const takes = looksAt ? callOf(at, entry.name) : undefined
      return {
        name: entry.name,
        kind: entry.kind,
        order: entry.sortText,
        ...(entry.source ? { source: entry.source } : {}),
        ...(entry.insertText && entry.insertText !== entry.name ? { insert: entry.insertText } : {}),
        ...(takes ? { call: takes } : isFunction(entry) ? { call: 'filled' as const } : {}),
      }
    })
    return { from, members: found.isMemberCompletion, items }
  }

  function callOf(at: number, name: string): 'empty' | 'filled' | undefined {
    const details = service.getCompletionEntryDetails(
      program,
      at,
      name,
      FORMAT,
      undefined,
      PREFERENCES,
      undefined,
    )
    if (!details || (details.kind !== 'method' && details.kind !== 'function')) return undefined
    const text = textOf(details.displayParts)
    return /\(\)(?=:| ?=>)/.test(text) && !/\+\d+ overload/.test(text) ? 'empty' : 'filled'
  }

  return {
    setProgram(name, text) {
      const path = FOLDER + name
      if (path !== program) {
        files.clear()
        missing.clear()
        outOfReach.clear()
        program = path
      }
      put(path, text)
      return unknownNeighbours()
    },
    setNeighbours(told) {
      for (const [name, neighbour] of Object.entries(told)) setNeighbour(join(program, name), neighbour)
      // A new version of every file makes the service look for their imports again.
      version += 1
      for (const [path, file] of files) files.set(path, { ...file, version })
      return unknownNeighbours()
    },
    problems,
    completions,
    completionWords(at, name, from) {
      const details = service.getCompletionEntryDetails(
        program,
        at,
        name,
        FORMAT,
        from,
        PREFERENCES,
        undefined,
      )
      return details ? wordsOf(details) : null
    },
    hover(at): Hover | null {
      const info = service.getQuickInfoAtPosition(program, at)
      if (!info?.displayParts) return null
      const { start, length } = info.textSpan
      return { ...wordsOf(info), from: start, to: start + length }
    },
    signature(at): SignatureHelp | null {
      const help = service.getSignatureHelpItems(program, at, undefined)
      const item = help?.items[help.selectedItemIndex]
      return help && item ? signatureOf(help, item) : null
    },
    definition(at) {
      const found = service.getDefinitionAtPosition(program, at)
      return found?.find(({ fileName }) => fileName === program)?.textSpan.start ?? null
    },
  }

  function setNeighbour(path: string, neighbour: Neighbour): void {
    missing.delete(path)
    outOfReach.delete(path)
    if (neighbour.state === 'there') return put(path, neighbour.source)
    files.delete(path)
    missing.add(path)
    if (neighbour.state === 'out-of-reach') outOfReach.add(path)
  }

  function wordsOf(of: Pick<ts.QuickInfo, 'displayParts' | 'documentation' | 'tags'>): Words {
    const tags = (of.tags ?? []).map(({ name, text }) => `@${name} ${textOf(text)}`.trim())
    return {
      signature: textOf(of.displayParts),
      about: [textOf(of.documentation), ...tags].filter(Boolean).join('\n'),
    }
  }

  function signatureOf(help: ts.SignatureHelpItems, item: ts.SignatureHelpItem): SignatureHelp {
    let signature = textOf(item.prefixDisplayParts)
    let active: SignatureHelp['active'] = null
    const last = item.parameters.length - 1
    const chosen = item.isVariadic ? Math.min(help.argumentIndex, last) : help.argumentIndex
    const about = [textOf(item.documentation)]
    item.parameters.forEach((parameter, index) => {
      if (index > 0) signature += textOf(item.separatorDisplayParts)
      const text = textOf(parameter.displayParts)
      if (index === chosen) {
        active = [signature.length, signature.length + text.length]
        about.unshift(textOf(parameter.documentation))
      }
      signature += text
    })
    signature += textOf(item.suffixDisplayParts)
    return { from: help.applicableSpan.start, signature, active, about: about.filter(Boolean).join('\n') }
  }
}

const FORMAT: ts.FormatCodeSettings = { indentSize: 2, convertTabsToSpaces: true, newLineCharacter: '\n' }
const PREFERENCES: ts.UserPreferences & ts.GetCompletionsAtPositionOptions = {
  includeCompletionsForModuleExports: true,
  includeCompletionsWithInsertText: true,
  includeCompletionsForImportStatements: false,
  quotePreference: 'single',
  importModuleSpecifierEnding: 'js',
}

const isFunction = ({ kind }: ts.CompletionEntry): boolean => kind === 'function' || kind === 'method'

const textOf = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
  (parts ?? []).map(({ text }) => text).join('')

function wordBefore(source: string, at: number): number {
  let from = at
  while (from > 0 && /[\w$]/.test(source[from - 1] ?? '')) from -= 1
  return from
}

/** What a relative import may mean that does not name a file as Node wants it. */
const otherNames = (name: string): readonly string[] =>
  /\.js$/.test(name) ? [name.replace(/js$/, 'ts')] : /\.\w+$/.test(name) ? [] : [`${name}.ts`, `${name}.js`]

/** The path a relative import of a file means. */
function join(from: string, name: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of name.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Name of a path for the page: from the program's folder. What lies above it keeps its steps up. */
const relative = (path: string): string => (path.startsWith(FOLDER) ? path.slice(FOLDER.length) : `..${path}`)

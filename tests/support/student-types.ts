/** What the TypeScript compiler says of students' programs, by the types of the student API. */
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const API = fileURLToPath(new URL('../../src/agents/node/api/spindle.d.ts', import.meta.url))
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts'],
  types: ['node'],
  erasableSyntaxOnly: true,
  skipLibCheck: true,
}

/** For each program (by name) the complaints, as `code message`. One compilation for all of them. */
export function typeComplaints(programs: Readonly<Record<string, string>>): Record<string, string[]> {
  const fileOf = (name: string): string => `/programs/${name}.ts`
  const sources = new Map(Object.entries(programs).map(([name, source]) => [fileOf(name), source]))
  const host = ts.createCompilerHost(OPTIONS)
  const { readFile, fileExists } = host
  host.readFile = (file) => sources.get(file) ?? readFile(file)
  host.fileExists = (file) => sources.has(file) || fileExists(file)
  const compiled = ts.createProgram([API, ...sources.keys()], OPTIONS, host)
  return Object.fromEntries(
    Object.keys(programs).map((name) => {
      const file = compiled.getSourceFile(fileOf(name))
      const found = [...compiled.getSyntacticDiagnostics(file), ...compiled.getSemanticDiagnostics(file)]
      return [
        name,
        found.map(({ code, messageText }) => `${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
      ]
    }),
  )
}

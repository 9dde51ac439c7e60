/** The worker that knows TypeScript: answers the page's questions one after the other (see protocol.ts). */
import ts from 'typescript'
import { DECLARATIONS, LIBRARIES, LIBRARY_FOLDER } from './libraries'
import type { Answer, Begin, ProgramService, Question } from './protocol'
import { createService } from './service'

/** What of a worker's own scope is used; the page's types know only windows. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Begin | Question>) => void) | null
  postMessage(answer: Answer): void
}
const scope = self as unknown as WorkerScope
let service: Promise<ProgramService> | null = null

async function make({ locale }: Begin['begin']): Promise<ProgramService> {
  if (locale === 'ko') await speakKorean()
  return createService({
    ts,
    declarations: DECLARATIONS,
    libraries: LIBRARIES,
    libraryFolder: LIBRARY_FOLDER,
  })
}

/** TypeScript's own Korean messages; it asks a file system for them. */
async function speakKorean(): Promise<void> {
  const { default: messages } =
    await import('../../../../../../node_modules/typescript/lib/ko/diagnosticMessages.generated.json?raw')
  ts.validateLocaleAndSetLanguage('ko', {
    getExecutingFilePath: () => '/typescript/lib/typescript.js',
    resolvePath: (path) => path,
    fileExists: () => true,
    readFile: () => messages,
  })
}

async function answer({ id, method, args }: Question): Promise<Answer> {
  try {
    const program = await service
    if (!program) throw new Error('not begun')
    // Typed at the page's end, which is the only one to ask (client.ts).
    const run = program[method] as (...given: readonly unknown[]) => unknown
    return { id, value: run(...args) }
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

scope.onmessage = ({ data }) => {
  if ('begin' in data) service ??= make(data.begin)
  else void answer(data).then((one) => scope.postMessage(one))
}

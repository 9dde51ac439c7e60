/** What a Lab is made from. Everything it touches is handed in, so that a test can hand in another. */
import type { Language } from '../../contract/program'
import type { LanguageParts } from './languages/language'
import type { Clock } from './clock'

/** The Lab's side of the files a person has chosen: an id in, a path out. */
export interface ProgramFiles {
  /** Rejects with `no-such-file`. */
  pathOf(fileId: string): Promise<string> | string
}

export interface LabOptions {
  /** Folder for records and programs; made if it is not there. */
  readonly dataDir: string
  /** Folder for what can be computed again. */
  readonly cacheDir: string
  readonly agents: LanguageParts['agents']
  /** The Node binary for TypeScript programs, and the variables it needs to be one. */
  readonly nodePath: string
  readonly nodeEnv: Readonly<Record<string, string>>
  /** Source of a lesson's program, `null` when there is no such lesson in that language. */
  readonly lessons: (lesson: string, language: Language, locale?: 'ko' | 'en') => string | null
  readonly files: ProgramFiles
  /** Version of Spindle, for `lab.info`. Default: `'0'`. */
  readonly version?: string
  /** Python to use when a run names none (the person's setting): `PythonInfo.id`. Default: the best one. */
  readonly preferredPython?: () => string | null
  /** Working folder of programs (the CLI's: where it was called). Default: the program's own folder. */
  readonly cwd?: string
  readonly clock?: Clock
  /** Whether to keep a process ready for the next start. Default: true. */
  readonly spares?: boolean
  /** Whether and how often to read CPU and memory. Default: every 500 ms. */
  readonly samples?: boolean | { readonly intervalMs: number }
  /** Told of defects of ours that harmed nobody but should be mended. Default: kept quiet. */
  readonly onDefect?: (error: unknown) => void
}

/** One app at a time: a second start hands its files to the first one and ends. */
import { resolve } from 'node:path'
import type { App } from 'electron'
import * as v from 'valibot'
import { languageOfName } from '../../contract/program'

/** More files than anybody opens with one double-click. */
const MAX_FILES = 20
const HandedOverSchema = v.object({ files: v.pipe(v.array(v.string()), v.maxLength(MAX_FILES)) })

/**
 * The program files among the arguments of a start, as whole paths.
 * @param own - how many arguments in front are the app itself: 1, or 2 when it runs as `electron .`
 */
export function programFiles(argv: readonly string[], own: number, cwd: string): string[] {
  return argv
    .slice(own)
    .filter((argument) => !argument.startsWith('-') && languageOfName(argument) !== null)
    .slice(0, MAX_FILES)
    .map((argument) => resolve(cwd, argument))
}

export interface SingleInstanceOptions {
  readonly app: Pick<App, 'requestSingleInstanceLock' | 'on'>
  /** Files of this start. */
  readonly files: readonly string[]
  /** Called in the first app for each later start. */
  readonly onSecond: (files: readonly string[]) => void
}

/** `false`: another app has the lock and has been told; this one should quit. */
export function becomeTheOne({ app, files, onSecond }: SingleInstanceOptions): boolean {
  if (!app.requestSingleInstanceLock({ files })) return false
  // Not its argv: Chromium changes the order there.
  app.on('second-instance', (_event, _argv, _cwd, handedOver) => {
    const checked = v.safeParse(HandedOverSchema, handedOver)
    onSecond(checked.success ? checked.output.files : [])
  })
  return true
}

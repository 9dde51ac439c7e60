/** The languages that programs can be written in, one line each. */
import type { Language } from '../../../contract/program'
import type { MakeLanguageHost } from './language'
import { makePython } from './python'
import { makeTypeScript } from './typescript'

export const LANGUAGE_HOSTS: Readonly<Record<Language, MakeLanguageHost>> = {
  typescript: makeTypeScript,
  python: makePython,
}

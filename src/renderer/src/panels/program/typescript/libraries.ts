/**
 * The declarations a program is checked against, as text: the language's own library as far as the Node that
 * runs programs has it, a small set of Node's names, and the student API.
 */
import api from '../../../../../agents/node/api/spindle.d.ts?raw'
import nodeNames from './node-names.d.ts?raw'

/** What the programs' Node has: everything up to ES2025, and `using`. */
export const LIBRARIES = ['lib.es2025.d.ts', 'lib.esnext.disposable.d.ts'] as const
/** Folder of the library in the service's own little file system. */
export const LIBRARY_FOLDER = '/library/'

const texts: Readonly<Record<string, string>> = import.meta.glob(
  [
    '../../../../../../node_modules/typescript/lib/lib.es{5,20}*.d.ts',
    '../../../../../../node_modules/typescript/lib/lib.esnext.disposable.d.ts',
    '../../../../../../node_modules/typescript/lib/lib.decorators*.d.ts',
    '!**/*.full.d.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
)

/** Each file by its path in the service's file system. */
export const DECLARATIONS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(texts).map(([path, text]): [string, string] => [
    LIBRARY_FOLDER + (path.split('/').at(-1) ?? ''),
    text,
  ]),
  ['/spindle.d.ts', api],
  ['/node-names.d.ts', nodeNames],
])

import { join } from 'node:path'

/** Where the parts of the built app lie. */
export interface BuiltParts {
  readonly agents: { readonly supervisor: string; readonly worker: string; readonly python: string }
  readonly preload: string
  readonly renderer: string
}

/** @param entryFolder - the folder of the running entry, `out/main` */
export function builtParts(entryFolder: string): BuiltParts {
  const out = join(entryFolder, '..')
  return {
    agents: {
      supervisor: join(entryFolder, 'supervisor.cjs'),
      worker: join(entryFolder, 'worker.cjs'),
      python: join(out, 'agents', 'python'),
    },
    preload: join(out, 'preload', 'index.cjs'),
    renderer: join(out, 'renderer'),
  }
}

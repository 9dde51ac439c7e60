// @ts-check
// Where we are, and on what: the scripts need the Node that npm ci installs, whatever the machine has.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`Node 24 is needed here; this is ${process.versions.node}.`)
  console.error(
    existsSync(join(root, 'node_modules', 'node'))
      ? 'Start it through npm (npm start, npm test …), which uses the one that was installed.'
      : 'Run npm ci first: it brings one along.',
  )
  process.exit(1)
}

// @ts-check
// npm run baselines [-- --record] [-- arguments of playwright test]: takes the pictures of every screen anew and
// makes them small. Look at each that has changed before it is committed. --record: from new runs of the programs.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { chromiumMajor } from './chromium.js'
import { root } from './here.js'
import { recordTape } from './record-tape.js'
import { shrinkPng } from './shrink-png.js'

const args = process.argv.slice(2)
if (!ensureBuilt()) process.exit(1)
if (args.includes('--record')) await recordTape()
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
    'test',
    '--project=visual',
    '--update-snapshots',
    ...args.filter((arg) => arg !== '--record'),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SPINDLE_BASELINES: 'update' } },
)
const folder = join(root, 'tests', 'visual', 'baselines', `chromium-${chromiumMajor()}`)
let bytes = 0
for (const name of readdirSync(folder)) {
  shrinkPng(join(folder, name))
  bytes += statSync(join(folder, name)).size
}
console.log(`${folder}: ${(bytes / 1_000_000).toFixed(1)} MB`)
process.exitCode = status ?? 1

/**
 * Starts runs in a Lab as a shell does and prints, a JSON line each, how many ms pass from the command to the
 * patch that says that main runs: `node --import ./tests/support/resolve-ts.js bench/lab/start-runs.js COUNT spare|cold`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Lab } from '../../src/main/lab/lab'
import { REFILL_MS } from '../../src/main/lab/spare'

const [count = '10', kind = 'cold'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'spindle-bench-'))
const lab = new Lab({
  dataDir: join(folder, 'data'),
  cacheDir: join(folder, 'cache'),
  agents: {
    supervisor: resolve('out/main/supervisor.cjs'),
    worker: resolve('out/main/worker.cjs'),
    python: resolve('out/agents/python'),
  },
  nodePath: process.execPath,
  nodeEnv: {},
  lessons: () => null,
  files: { pathOf: (id) => id },
  spares: kind === 'spare',
  samples: false,
})
let onRunning = () => undefined
lab.onBatch(({ patches }) => {
  for (const patch of patches) {
    if (patch.type === 'unit.changed' && patch.unit === '1.1' && patch.step?.state === 'running') onRunning()
  }
})
const program = {
  kind: 'text',
  name: 'nothing.ts',
  language: 'typescript',
  source: `import { input } from 'spindle/builtins'\nexport function main() { input() }\n`,
}
await lab.handle('lab.snapshot', {})
for (let i = 0; i <= Number(count); i += 1) {
  // A spare is made ready again after REFILL_MS, and takes its time to boot; nothing is measured meanwhile.
  if (kind === 'spare') await new Promise((go) => setTimeout(go, 2 * REFILL_MS))
  const running = new Promise((go) => (onRunning = go))
  const began = performance.now()
  const { run } = await lab.handle('run.start', { program, args: [], speed: 1 })
  await running
  // The first one fills the compile cache.
  if (i > 0) console.log(JSON.stringify({ ms: performance.now() - began }))
  const over = new Promise((go) => lab.onRunEnd(run, go))
  await lab.handle('run.stop', { run, force: true })
  await over
}
await lab.close()
rmSync(folder, { recursive: true, force: true })

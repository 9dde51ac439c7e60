import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { globSync } from 'node:fs'

/** Builds the app when a source is newer than the build: tests that start real processes run the built agents. */
export default function buildOnce(): void {
  const built = 'out/main/cli.js'
  const builtAt = existsSync(built) ? statSync(built).mtimeMs : 0
  const sources = [...globSync('src/**/*.*'), 'electron.vite.config.ts', 'package.json']
  if (sources.every((file) => statSync(file).mtimeMs < builtAt)) return
  execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

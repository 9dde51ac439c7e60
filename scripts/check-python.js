#!/usr/bin/env node
/**
 * Checks the types of the Python agent for the oldest Python it is for, once for each platform, so that the branches
 * for the others are read too. Needs no Python and no network.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'

const PLATFORMS = ['Linux', 'Darwin', 'Windows']
const pyright = createRequire(import.meta.url).resolve('pyright')

const results = await Promise.all(
  PLATFORMS.map(async (platform) => {
    const child = spawn(
      process.execPath,
      [pyright, '-p', 'src/agents/python', '--pythonplatform', platform],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (more) => (text += more))
    const [code] = await once(child, 'close')
    return { platform, code, text }
  }),
)
for (const { platform, code, text } of results) {
  if (code !== 0) console.log(`The Python agent on ${platform}:\n${text}`)
}
process.exit(results.some(({ code }) => code !== 0) ? 1 : 0)

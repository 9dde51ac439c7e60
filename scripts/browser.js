// @ts-check
// npm run browser -- [--port N] [--no-open] [--window]: the browser shell.
import { ensureBuilt } from './build.js'
import { root } from './here.js'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

if (!ensureBuilt()) process.exit(1)
await import(pathToFileURL(join(root, 'out', 'main', 'browser.js')).href)

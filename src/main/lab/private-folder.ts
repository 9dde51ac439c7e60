/**
 * The Lab's private folder: socket, scratch folders of runs. In memory where the system has such a place
 * (values shared by processes live there), readable by this user only, short enough for a socket's path.
 */
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SpindleError } from '../../contract/errors'

/** A Unix socket's path has at most 103 bytes on macOS, 107 on Linux; ours adds a dozen to the folder's. */
const MAX_PATH_BYTES = 80

export function makePrivateFolder(): string {
  const places = [process.env['XDG_RUNTIME_DIR'], '/dev/shm', tmpdir(), '/tmp']
  for (const place of places) {
    if (!place || Buffer.byteLength(place) > MAX_PATH_BYTES) continue
    try {
      accessSync(place, constants.W_OK | constants.X_OK)
      return mkdtempSync(join(place, 'spindle-')) // mode 0700
    } catch {
      continue // the next place may do
    }
  }
  throw new SpindleError('out-of-resources', { what: 'folder', why: 'no place for a private folder' })
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * The closed set of files that a page may load: what the build wrote into out/renderer, listed once at the
 * start. A path is looked up in that list and never joined to a folder, so no spelling of `..` leads out.
 */
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

export interface PageAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** `null` for HEAD and for refusals. */
  readonly body: Uint8Array<ArrayBuffer> | null
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/** What a page may do: its own files and nothing else. No inline script, no eval, no network but `connect`. */
export function contentSecurityPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

export interface PageFilesOptions {
  /** The folder that the renderer was built into. */
  readonly root: string
  /** Origins beside its own that the page may connect to. */
  readonly connect?: readonly string[]
}

export class PageFiles {
  readonly #files: ReadonlyMap<string, string>
  readonly #headers: Readonly<Record<string, string>>

  private constructor(files: ReadonlyMap<string, string>, connect: readonly string[] = []) {
    this.#files = files
    this.#headers = {
      'content-security-policy': contentSecurityPolicy(connect),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    }
  }

  /** Lists the folder. Rejects when it is not there (the app was not built). */
  static async list({ root, connect }: PageFilesOptions): Promise<PageFiles> {
    const files = new Map<string, string>()
    await collect(root, '/', files)
    return new PageFiles(files, connect)
  }

  /**
   * Answers one request. Never rejects.
   * @param path - the path of the URL as it was sent: percent-encoded, without query and fragment
   */
  async answer(method: string, path: string): Promise<PageAnswer> {
    if (method !== 'GET' && method !== 'HEAD') return this.#refuse(405, { allow: 'GET, HEAD' })
    const name = decodeOnce(path)
    if (name === null) return this.#refuse(400)
    const served = name === '/' ? '/index.html' : name
    const file = this.#files.get(served)
    if (!file) return this.#refuse(404)
    const body = await readFile(file).catch(() => null)
    if (!body) return this.#refuse(404) // listed, but taken away since
    const headers = {
      ...this.#headers,
      'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': String(body.byteLength),
      // The build puts a hash of the content into the names under /assets.
      'cache-control': served.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    }
    return { status: 200, headers, body: method === 'HEAD' ? null : body }
  }

  #refuse(status: number, more: Record<string, string> = {}): PageAnswer {
    return { status, headers: { ...this.#headers, ...more, 'content-length': '0' }, body: null }
  }
}

/** `null` for what no browser sends for a file of ours: broken encoding, NUL, backslash. */
function decodeOnce(path: string): string | null {
  try {
    const name = decodeURIComponent(path)
    return /[\0\\]/.test(name) ? null : name
  } catch {
    return null // a malformed percent sequence
  }
}

async function collect(folder: string, prefix: string, into: Map<string, string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await collect(path, `${prefix}${entry.name}/`, into)
    else if (entry.isFile()) into.set(prefix + entry.name, path)
  }
}

import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { build, type Plugin } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The Python agent is one file of the standard library and goes beside the build as it is. */
function copyPythonAgent(): Plugin {
  return {
    name: 'spindle:copy-python-agent',
    async writeBundle() {
      await mkdir(here('out/agents/python'), { recursive: true })
      for (const file of ['spindle_agent.py', 'sitecustomize.py']) {
        await copyFile(here(`src/agents/python/${file}`), here(`out/agents/python/${file}`))
      }
    },
  }
}

/**
 * A part as the text of one function, in ASCII: a thread keeps its text for as long as it lives, and other
 * letters would double it.
 */
const asFunction = (text: string): string =>
  `(function (exports, require) {${text}\n})`.replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Parts that are run out of a cache of compiled code, and the constants by which their entries know their text. */
const AGENT_PARTS = [
  { name: 'thread', digest: 'THREAD_DIGEST' },
  { name: 'supervision', digest: 'SUPERVISION_DIGEST' },
] as const
const AGENT_ENTRIES = ['worker', 'supervisor'] as const

/**
 * The Node agent: each part in one file, short, and CommonJS, which starts sooner. Every thread and process of a
 * program loads it, so a millisecond here is one in every start. Names are kept: students see them in threads
 * called after a function of ours, `Thread-1 (print)`.
 */
function buildNodeAgent(): Plugin {
  const buildPart = (name: string, define: Readonly<Record<string, string>> = {}): Promise<unknown> =>
    build({
      configFile: false,
      logLevel: 'warn',
      define,
      ssr: { noExternal: true },
      build: {
        ssr: here(`src/agents/node/${name}.ts`),
        outDir: here('out/main'),
        emptyOutDir: false,
        target: 'node24',
        rolldownOptions: {
          output: {
            format: 'cjs',
            entryFileNames: `${name}.cjs`,
            codeSplitting: false,
            minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
          },
        },
      },
    })
  return {
    name: 'spindle:build-node-agent',
    async closeBundle() {
      const digests: Record<string, string> = {}
      for (const { name, digest } of AGENT_PARTS) {
        await buildPart(name)
        const file = here(`out/main/${name}.cjs`)
        const text = asFunction(await readFile(file, 'utf8'))
        await writeFile(file, text)
        digests[digest] = JSON.stringify(createHash('sha256').update(text).digest('hex').slice(0, 16))
      }
      for (const name of AGENT_ENTRIES) await buildPart(name, digests)
    },
  }
}

export default defineConfig({
  main: {
    plugins: [copyPythonAgent(), buildNodeAgent()],
    build: {
      outDir: 'out/main',
      target: 'node24',
      sourcemap: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: here('src/main/index.ts'),
          browser: here('src/main/browser.ts'),
          cli: here('src/main/cli.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [vue()],
    // The compiler in its worker is nine megabytes as it comes; a module, so that what is seldom needed stays apart.
    worker: { format: 'es', rolldownOptions: { output: { minify: true } } },
    build: {
      outDir: here('out/renderer'),
      minify: true, // electron-vite leaves it out
      rolldownOptions: { input: { index: here('src/renderer/index.html') } },
    },
  },
})

import { fileURLToPath } from 'node:url'
import { copyFile, mkdir } from 'node:fs/promises'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

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

export default defineConfig({
  main: {
    plugins: [copyPythonAgent()],
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
          supervisor: here('src/agents/node/supervisor.ts'),
          worker: here('src/agents/node/worker.ts'),
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
    build: {
      outDir: here('out/renderer'),
      rolldownOptions: { input: { index: here('src/renderer/index.html') } },
    },
  },
})

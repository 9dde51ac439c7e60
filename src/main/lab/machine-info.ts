/**
 * Facts of the machine and of this Lab. The search for interpreters starts with the first question and nobody
 * waits for it: what it finds is told as a patch.
 */
import { availableParallelism } from 'node:os'
import type { Patch } from '../../contract/events'
import type { LabInfo, PythonInfo } from '../../contract/lab-info'
import type { LabOptions } from './options'
import { canSampleOutside } from './sampling/sampler'

export interface MachineInfoParts {
  readonly options: Pick<LabOptions, 'version' | 'preferredPython'>
  /** Looks for interpreters; asked once. */
  readonly search: () => Promise<readonly PythonInfo[]>
  readonly tell: (patch: Patch) => void
  readonly onDefect: (error: unknown) => void
}

export class MachineInfo {
  readonly #parts: MachineInfoParts
  #pythons: readonly PythonInfo[] | null = null
  #isSearching = false
  #closed = false

  constructor(parts: MachineInfoParts) {
    this.#parts = parts
  }

  get(): LabInfo {
    if (!this.#isSearching) void this.#search()
    const { version = '0' } = this.#parts.options
    return {
      spindle: version,
      node: process.versions.node,
      electron: process.versions['electron'] ?? null,
      platform: process.platform,
      cores: availableParallelism(),
      pid: process.pid,
      ...this.#found(),
      samples: { threadCpu: true, threadState: canSampleOutside, core: canSampleOutside, memory: true },
    }
  }

  /** Nothing is told any more. */
  close(): void {
    this.#closed = true
  }

  async #search(): Promise<void> {
    this.#isSearching = true
    const { search, tell, onDefect } = this.#parts
    try {
      this.#pythons = await search()
    } catch (error) {
      onDefect(error)
      this.#pythons = []
    }
    if (!this.#closed) tell({ type: 'info.changed', changes: this.#found() })
  }

  #found(): Pick<LabInfo, 'pythons' | 'python'> {
    const wish = this.#parts.options.preferredPython?.() ?? null
    const pythons = this.#pythons
    return { pythons, python: pythons?.find(({ id }) => id === wish) ?? pythons?.[0] ?? null }
  }
}

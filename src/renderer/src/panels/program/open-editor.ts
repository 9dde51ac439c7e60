/** The editor on the screen, for what stands around it: how many problems it shows, and the way to the next one. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ProblemCount } from './editor/error-lines'

export const useOpenEditor = defineStore('open-editor', () => {
  const problems = shallowRef<ProblemCount>({ errors: 0, warnings: 0 })
  /** Brings the next problem into view; set by the editor. */
  const nextProblem = shallowRef<() => void>(() => undefined)
  return { problems, nextProblem }
})

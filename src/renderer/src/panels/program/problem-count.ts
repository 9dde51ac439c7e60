/** How many problems the program on the screen has, and the way to the next one: for the head of the panel. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ProblemCount } from './editor/error-lines'

export const useProblems = defineStore('problems', () => {
  const count = shallowRef<ProblemCount>({ errors: 0, warnings: 0 })
  /** Brings the next problem into view; set by the editor. */
  const next = ref<() => void>(() => undefined)
  return { count, next }
})

/** Asks for the name of a program. The dialog is dialogs/NameDialog.vue. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface NameQuestion {
  readonly title: string
  /** What stands in the field at first. */
  readonly name: string
  /** Words of the button. */
  readonly ok: string
}

export const useNameQuestion = defineStore('name-question', () => {
  const asked = shallowRef<NameQuestion | null>(null)
  let done: ((name: string | null) => void) | null = null

  /** The name, or `null` when the person has changed their mind. */
  function ask(question: NameQuestion): Promise<string | null> {
    answer(null)
    asked.value = question
    return new Promise((resolve) => (done = resolve))
  }
  function answer(name: string | null): void {
    asked.value = null
    done?.(name)
    done = null
  }
  return { asked, ask, answer }
})

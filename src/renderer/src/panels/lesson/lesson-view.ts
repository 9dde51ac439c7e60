/** Which side of a lesson is on the screen: its words or its program; and where in the words to look. */
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { useLab } from '../../stores/lab'
import { useUi } from '../../stores/ui'

export type LessonSection = 'predict' | 'look' | 'try' | 'why'

export const useLessonView = defineStore('lesson-view', () => {
  const lab = useLab()
  const ui = useUi()
  const side = ref<'words' | 'program'>('words')
  /** The section that was asked for; `asked` makes two wishes for one section two wishes. */
  const wished = ref<{ section: LessonSection; asked: number } | null>(null)

  /** Shows the words, at a section. */
  function read(section: LessonSection): void {
    side.value = 'words'
    wished.value = { section, asked: (wished.value?.asked ?? 0) + 1 }
  }

  // A lesson begins with its words; once it runs, the program stands beside the run.
  watch(
    () => (ui.view.name === 'lesson' ? ui.view.lesson : null),
    (lesson) => {
      side.value = lesson === null || lab.current?.run.value.lesson === lesson ? 'program' : 'words'
      wished.value = null
    },
    { immediate: true, flush: 'sync' },
  )
  watch(
    () => lab.currentId,
    (run) => {
      if (run !== null) side.value = 'program'
    },
  )
  watch(
    () => ui.wishedLine,
    () => (side.value = 'program'),
  )

  return { side, wished, read }
})

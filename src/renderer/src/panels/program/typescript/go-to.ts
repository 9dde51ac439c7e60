/** To where a name is declared in the program: F12, or a click with Ctrl (Cmd). */
import type { Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { Access } from './access'

export function typescriptGoTo(access: Access): Extension {
  const go = async (view: EditorView, at: number): Promise<void> => {
    access.wake()
    const place = await access.ask(view.state, (client) => client.ask('definition', at))
    if (place === null || place > view.state.doc.length) return
    view.dispatch({
      selection: { anchor: place },
      effects: EditorView.scrollIntoView(place, { y: 'center' }),
      userEvent: 'select.definition',
    })
    view.focus()
  }
  return [
    keymap.of([{ key: 'F12', run: (view) => (void go(view, view.state.selection.main.head), true) }]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY })
        if (at === null) return false
        event.preventDefault()
        void go(view, at)
        return true
      },
    }),
  ]
}

/** What a call takes, while its arguments are being written. */
import { StateEffect, StateField, type Extension } from '@codemirror/state'
import { EditorView, keymap, showTooltip, ViewPlugin, type Tooltip, type ViewUpdate } from '@codemirror/view'
import type { Access } from './access'
import type { SignatureHelp } from './protocol'
import { wordsView } from './words-view'

const setHelp = StateEffect.define<SignatureHelp | null>()
const wish = StateEffect.define<null>()

/** Shows what the call around the cursor takes. */
export const askForSignature = (view: EditorView): void => view.dispatch({ effects: wish.of(null) })

const field = StateField.define<SignatureHelp | null>({
  create: () => null,
  update(help, transaction) {
    for (const effect of transaction.effects) if (effect.is(setHelp)) return effect.value
    return help && { ...help, from: transaction.changes.mapPos(help.from) }
  },
  provide: (self) => showTooltip.from(self, (help) => help && tipOf(help)),
})

const tipOf = (help: SignatureHelp): Tooltip => ({
  pos: help.from,
  above: true,
  create: () => {
    const dom = wordsView(help, help.active)
    dom.classList.add('cm-words-call') // what lies under it can still be clicked
    return { dom }
  },
})

export function typescriptSignature(access: Access): Extension {
  const plugin = ViewPlugin.define((view) => {
    let asked = 0
    const ask = async (): Promise<void> => {
      const mine = ++asked
      const at = view.state.selection.main.head
      const help = await access.ask(view.state, (client) => client.ask('signature', at))
      // Another press of a key has asked again.
      if (mine === asked) view.dispatch({ effects: setHelp.of(help) })
    }
    return {
      update(update: ViewUpdate) {
        // Closed: an answer that is still on its way must not open it again.
        if (update.startState.field(field, false) && !update.state.field(field, false)) asked += 1
        if (isWished(update)) void ask()
      },
      destroy: () => (asked += 1),
    }
  })
  const close = (view: EditorView): boolean => {
    if (view.state.field(field) === null) return false
    view.dispatch({ effects: setHelp.of(null) })
    return true
  }
  return [
    field,
    plugin,
    keymap.of([
      { key: 'Escape', run: close },
      { key: 'Mod-Shift-Space', run: (view) => (askForSignature(view), true) },
    ]),
    EditorView.domEventHandlers({ blur: (_event, view) => void close(view) }),
  ]
}

/** At an opening bracket or a comma, and as long as it is open at every step of the cursor. */
function isWished({ transactions, startState, state, docChanged, selectionSet }: ViewUpdate): boolean {
  if (transactions.some(({ effects }) => effects.some((effect) => effect.is(wish)))) return true
  const wasOpen = startState.field(field, false) !== null && state.field(field, false) !== null
  if (wasOpen) return docChanged || selectionSet
  if (!docChanged || !transactions.some((one) => one.isUserEvent('input.type'))) return false
  const { head } = state.selection.main
  return /[(,]/.test(state.sliceDoc(Math.max(0, head - 1), head))
}

/** From key presses to actions, and from chords to what is printed on a key. */
import { onMounted, onUnmounted } from 'vue'
import { ACTION_KEYS, useActions, type ActionId } from './actions'

const isMac = /mac/i.test(navigator.platform)

/** The chord a key press makes, as it stands in ACTION_KEYS. */
export function chordOf(event: KeyboardEvent): string {
  const parts: string[] = []
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('Mod')
  if (event.altKey) parts.push('Alt')
  if (event.shiftKey) parts.push('Shift')
  // `code` for letters and digits: with a Korean keyboard `key` would be ㄴ for S.
  const code = /^(?:Key([A-Z])|Digit(\d))$/.exec(event.code)
  parts.push(code?.[1] ?? code?.[2] ?? event.key)
  return parts.join('+')
}

/** A chord as people write it: `Ctrl+Shift+K`, `⇧⌘K`. */
export function chordLabel(chord: string): string {
  const parts = chord.split('+')
  if (!isMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+')
  const symbols: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
  return parts.map((part) => symbols[part] ?? part).join('')
}

/** An open menu would stay above or beneath what the key brings; Escape is how it is closed. */
function closeMenus(): void {
  for (const menu of document.querySelectorAll('[role="menu"][data-state="open"]')) {
    menu.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  }
}

const BY_CHORD = new Map(Object.entries(ACTION_KEYS).map(([id, chord]) => [chord, id as ActionId]))

/** Listens for the keys of all actions for as long as the component is there. */
export function useActionKeys(): void {
  const actions = useActions()
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const id = BY_CHORD.get(chordOf(event))
    if (!id || !actions.handlers.has(id)) return
    event.preventDefault()
    closeMenus()
    void actions.perform(id)
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onUnmounted(() => window.removeEventListener('keydown', listen))
}

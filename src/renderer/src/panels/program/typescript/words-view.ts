/** A signature and what is said of it, as the editor's tips show them. */
import type { Words } from './protocol'

/** Longer signatures (overloads, unions of everything) tell a reader nothing. */
const MAX_SIGNATURE = 600

/** @param active - the part of the signature that stands out */
export function wordsView(
  { signature, about }: Words,
  active: readonly [from: number, to: number] | null = null,
): HTMLElement {
  const view = document.createElement('div')
  view.className = 'cm-words'
  const code = document.createElement('code')
  code.className = 'cm-words-signature'
  const text = signature.length > MAX_SIGNATURE ? `${signature.slice(0, MAX_SIGNATURE)}…` : signature
  if (active) {
    const strong = document.createElement('b')
    strong.textContent = text.slice(...active)
    code.append(text.slice(0, active[0]), strong, text.slice(active[1]))
  } else {
    code.textContent = text
  }
  view.append(code)
  if (about) view.append(aboutView(about))
  return view
}

/** `code` in the words of a docstring is shown as code. */
function aboutView(about: string): HTMLElement {
  const words = document.createElement('p')
  words.className = 'cm-words-about'
  about.split(/`([^`]+)`/).forEach((part, index) => {
    if (index % 2 === 0) return words.append(part)
    const code = document.createElement('code')
    code.textContent = part
    words.append(code)
  })
  return words
}

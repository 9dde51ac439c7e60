/** What a name is, on pointing at it: its type and its docstring. */
import type { Extension } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import type { Access } from './access'
import { wordsView } from './words-view'

const HOVER_MS = 350

export const typescriptHover = (access: Access): Extension =>
  hoverTooltip(
    async (view, at) => {
      access.wake()
      const hover = await access.ask(view.state, (client) => client.ask('hover', at))
      if (!hover) return null
      return { pos: hover.from, end: hover.to, above: true, create: () => ({ dom: wordsView(hover) }) }
    },
    { hoverTime: HOVER_MS },
  )

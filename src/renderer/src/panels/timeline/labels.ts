/** What stands on a stretch when there is room: the fullest form that fits, down to the icon alone. */
import type { UnitState, Wait } from '../../../../contract/unit'
import { t } from '../../i18n'
import { span } from '../../look/format'
import { waitCode } from '../../look/words'

export interface LabelPart {
  readonly text: string
  readonly mono?: boolean
}
/** From the fullest form to the shortest. Empty: no label for this state. */
export type LabelForms = readonly (readonly LabelPart[])[]

const NONE: LabelForms = []

/** `holder` is the name of the unit that holds what is waited for, where that is known. */
export function labelForms(state: UnitState, wait: Wait | null, lengthNs: number, holder = ''): LabelForms {
  switch (state) {
    case 'join':
    case 'lock':
    case 'semaphore':
    case 'event':
    case 'condition':
    case 'barrier':
    case 'queue':
    case 'pipe': {
      const code = waitCode(state, wait)
      if (!code)
        return [[{ text: `${t(`state.${state}`)} ${span(lengthNs)}` }], [{ text: t(`state.${state}`) }], []]
      const [before = '', after = ''] = t(`state.${state}For`, { what: '\u0000' }).split('\u0000')
      const named: LabelPart[] = [...(before ? [{ text: before.trimEnd() }] : []), { text: code, mono: true }]
      const held: LabelForms = holder
        ? [
            [
              ...named,
              { text: `${after.trim()} · ${t('state.heldBy', { name: holder })} ${span(lengthNs)}`.trim() },
            ],
          ]
        : []
      return [
        ...held,
        [...named, { text: `${after.trim()} ${span(lengthNs)}`.trim() }],
        named,
        [{ text: wait?.label ?? '', mono: true }],
        [],
      ]
    }
    case 'input': {
      const prompt = wait?.prompt?.trim()
      return prompt
        ? [[{ text: `“${prompt}”` }], [{ text: t('state.input') }], []]
        : [[{ text: t('state.input') }], []]
    }
    case 'exit':
      return [[{ text: t('state.exit') }], []]
    default:
      return NONE
  }
}

/** What a picture for a post shows and how. Independent of how the app itself looks at the moment. */
import type { Locale } from '../i18n'

export const CARD_SECTIONS = ['units', 'log', 'code', 'caption'] as const
export type CardSection = (typeof CARD_SECTIONS)[number]

export const CARD_SCALES = [1, 2, 3] as const
export type CardScale = (typeof CARD_SCALES)[number]

export interface CardOptions {
  readonly sections: ReadonlySet<CardSection>
  readonly theme: 'light' | 'dark'
  readonly locale: Locale
  readonly scale: CardScale
  /** The first sentence is set in bold, as a headline under the picture. */
  readonly caption: string
}

/** Width of the picture at 1×, in pixels. */
export const CARD_WIDTH = 1200
/** Type is larger than on the screen, so that it stays readable in a column of 720 pixels. */
export const CARD_ZOOM = 1.35
export const CARD_LINES = 8

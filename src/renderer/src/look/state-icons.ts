/** The silhouettes of the states, as paths on a 16 × 16 field: drawn on the page (IconSheet) and on canvases. */
export interface Shape {
  readonly d: string
  /** Left out: the shape is filled. */
  readonly stroke?: number
  readonly dash?: readonly number[]
  /** Drawn in the colour of the panel, on top of what is there. */
  readonly knockout?: true
}

const circle = (r: number): string => `M8 ${8 - r}a${r} ${r} 0 1 1 0 ${2 * r}a${r} ${r} 0 1 1 0 ${-2 * r}Z`

export const STATE_ICONS = {
  's-new': [{ d: circle(5.4), stroke: 1.7, dash: [2.1, 2.14] }],
  's-start': [{ d: circle(5.6), stroke: 1.6 }, { d: 'M8 8V3.6A4.4 4.4 0 0 1 8 12.4Z' }],
  's-run': [{ d: circle(5.6) }],
  's-alive': [{ d: circle(5.2), stroke: 1.7 }, { d: circle(2.1) }],
  's-sleep': [{ d: 'M4.2 4h7.6L4.2 12h7.6', stroke: 2 }],
  's-input': [
    {
      d: 'M3.6 3h8.8a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H3.6a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z',
      stroke: 1.6,
    },
    { d: 'M5 5.8v4.4M8 10h3.4', stroke: 1.6 },
  ],
  's-join': [
    {
      d: 'M3.2 2.4c0 4.2 4.8 3.4 4.8 6.6M12.8 2.4c0 4.2-4.8 3.4-4.8 6.6M8 9v4.2M5.2 10.8 8 13.6l2.8-2.8',
      stroke: 1.7,
    },
  ],
  's-lock': [
    {
      d: 'M4.4 7h7.2A1.4 1.4 0 0 1 13 8.4v4.2a1.4 1.4 0 0 1-1.4 1.4H4.4A1.4 1.4 0 0 1 3 12.6V8.4A1.4 1.4 0 0 1 4.4 7Z',
    },
    { d: 'M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2', stroke: 1.7 },
  ],
  's-signal': [
    { d: 'M3.4 2.4v11.4', stroke: 1.7 },
    { d: 'M3.4 2.8h8.8l-2.4 3 2.4 3H3.4', stroke: 1.7 },
  ],
  's-queue': [
    { d: 'M2.4 4.4v7.2M6 4.4v7.2M9.6 4.4v7.2', stroke: 2 },
    { d: 'M12.2 5.6 14.6 8l-2.4 2.4', stroke: 1.6 },
  ],
  's-exit': [
    { d: 'M4 2.2h8M4 13.8h8', stroke: 1.7 },
    { d: 'M5 2.6c0 3.2 6 7.2 6 10.8M11 2.6c0 3.2-6 7.2-6 10.8', stroke: 1.5 },
  ],
  's-done': [
    { d: circle(5.8), stroke: 1.6 },
    { d: 'm5.3 8.2 2 2 3.5-4', stroke: 1.6 },
  ],
  's-fail': [{ d: 'M8 1.4 14.6 8 8 14.6 1.4 8Z' }, { d: 'm6 6 4 4M10 6l-4 4', stroke: 1.5, knockout: true }],
  's-term': [
    {
      d: 'M4.2 2.8h7.6a1.4 1.4 0 0 1 1.4 1.4v7.6a1.4 1.4 0 0 1-1.4 1.4H4.2a1.4 1.4 0 0 1-1.4-1.4V4.2a1.4 1.4 0 0 1 1.4-1.4Z',
    },
    { d: 'M5.4 8h5.2', stroke: 1.7, knockout: true },
  ],
  's-gone': [
    { d: 'M3.4 3.4h9.2v9.2H3.4Z', stroke: 1.7, dash: [2.3, 2.3] },
    { d: 'M5.8 8h4.4', stroke: 1.7 },
  ],
} as const satisfies Record<string, readonly Shape[]>

export type StateIcon = keyof typeof STATE_ICONS

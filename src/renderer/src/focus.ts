/** Places that keys and actions can move the focus to, found by `data-region`. */
export type Region = 'units' | 'code' | 'log' | 'lessons' | 'input' | 'log-search'

/** What a region is there for, before the buttons over it: a row of the grid, the text, the lines. */
const CONTENT = '[data-key][tabindex="0"], .cm-content, .rows[tabindex="0"]'

/** Moves the focus to the region's element, or to what in it can take it. */
export function focusRegion(region: Region): void {
  const place = document.querySelector<HTMLElement>(`[data-region="${region}"]`)
  const target = place?.matches('input, button, [tabindex]')
    ? place
    : (place?.querySelector<HTMLElement>(CONTENT) ??
      place?.querySelector<HTMLElement>('[tabindex="0"], input, textarea, button:not([disabled]), a[href]'))
  target?.focus()
}

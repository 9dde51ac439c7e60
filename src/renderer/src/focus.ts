/** Places that keys and actions can move the focus to, found by `data-region`. */
export type Region = 'units' | 'code' | 'log' | 'lessons' | 'input' | 'log-search'

/** Moves the focus to the region's element, or to what in it can take it. */
export function focusRegion(region: Region): void {
  const place = document.querySelector<HTMLElement>(`[data-region="${region}"]`)
  const target = place?.matches('input, button, [tabindex]')
    ? place
    : place?.querySelector<HTMLElement>('[tabindex="0"], input, textarea, button:not([disabled]), a[href]')
  target?.focus()
}

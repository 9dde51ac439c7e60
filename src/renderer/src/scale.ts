/** The projector mode draws the page larger: lengths of the window and lengths inside of it are then not the same. */

/** How much larger than its own pixels an element is drawn. */
export const scaleOf = (place: Element | null): number =>
  // Not in the types of TypeScript 6 yet; Chromium has it since 128.
  (place as (Element & { readonly currentCSSZoom?: number }) | null)?.currentCSSZoom ?? 1

/** Turns a length of the window (of a pointer, of a box on the screen) into one inside of `place`. */
export const inside = (place: Element | null, length: number): number => length / scaleOf(place)

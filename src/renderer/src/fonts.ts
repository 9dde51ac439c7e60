/** The page's own faces, for what is drawn rather than laid out: a canvas does not draw itself anew when one comes. */
import { readonly, ref, type Ref } from 'vue'

const version = ref(0)

/** Goes up whenever a face has come; reading it where a canvas is drawn draws it anew then. */
export const fontsVersion: Readonly<Ref<number>> = readonly(version)

/** Follows the document's faces for as long as the page lives. A page without faces (a test's) has none to follow. */
export function followFonts(faces: FontFaceSet | undefined): void {
  faces?.addEventListener('loadingdone', () => (version.value += 1))
}

/** Once the faces that words of this page are set in have come, or have turned out not to come. */
export async function fontsReady(faces: FontFaceSet | undefined = document.fonts): Promise<void> {
  await faces?.ready
}

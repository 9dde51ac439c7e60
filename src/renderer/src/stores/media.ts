import { getCurrentScope, onScopeDispose, ref, type Ref } from 'vue'

/** Whether a media query holds, kept up to date for the life of the scope it is asked in. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const media = window.matchMedia(query)
  const holds = ref(media.matches)
  const follow = (): void => {
    holds.value = media.matches
  }
  media.addEventListener('change', follow)
  if (getCurrentScope()) onScopeDispose(() => media.removeEventListener('change', follow))
  return holds
}

export const usePreferredDark = (): Readonly<Ref<boolean>> => useMedia('(prefers-color-scheme: dark)')
export const useReducedMotion = (): Readonly<Ref<boolean>> => useMedia('(prefers-reduced-motion: reduce)')

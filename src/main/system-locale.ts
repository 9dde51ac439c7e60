/**
 * The locale of the person at a terminal, as a BCP 47 tag: the first of LC_ALL, LC_MESSAGES and LANG that
 * is set (POSIX, 8.2), else what the system tells (Windows, macOS).
 */
export function systemLocale(env: Readonly<Record<string, string | undefined>>): string {
  const set = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']
  const name = set?.split(/[.@]/, 1)[0]?.replace('_', '-')
  if (name && isTag(name)) return name
  return set ? 'en' : Intl.DateTimeFormat().resolvedOptions().locale
}

/** `C` and `POSIX` are none. */
function isTag(name: string): boolean {
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(name)
}

/**
 * Korean particles change with the last sound of the word before them. `pair` is written as in dictionaries:
 * the form after a consonant first (`을/를`, `이/가`, `은/는`, `과/와`, `으로/로`).
 */
export function particle(word: string, pair: string): string {
  const [afterConsonant = '', afterVowel = ''] = pair.split('/')
  const sound = lastSound(word)
  // 으로/로: after ㄹ as after a vowel.
  if (sound === 'ㄹ' && afterConsonant.startsWith('으')) return afterVowel
  return sound === 'vowel' ? afterVowel : afterConsonant
}

type Sound = 'vowel' | 'consonant' | 'ㄹ'

/** How a digit is read: 영 일 이 삼 사 오 육 칠 팔 구. */
const DIGITS: readonly Sound[] = [
  'consonant',
  'ㄹ',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'ㄹ',
  'ㄹ',
  'vowel',
]
const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3
const FINALS = 28
const FINAL_RIEUL = 8

function lastSound(word: string): Sound {
  // Brackets and quotes are not read aloud.
  const last = word.replace(/[\s)\]}"'’”»>.]+$/u, '').at(-1) ?? ''
  const code = last.codePointAt(0) ?? 0
  if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) {
    const final = (code - FIRST_SYLLABLE) % FINALS
    return final === 0 ? 'vowel' : final === FINAL_RIEUL ? 'ㄹ' : 'consonant'
  }
  if (/\d/.test(last)) return DIGITS[Number(last)] ?? 'consonant'
  if (/l/i.test(last)) return 'ㄹ'
  return /[mnbcdgkpqt]/i.test(last) ? 'consonant' : 'vowel'
}

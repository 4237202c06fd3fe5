// Korean particles have two forms: one after a final consonant (을, 이, 은, 으로), one after a vowel (를, 가, 는, 로).

const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
const FINALS = 28;
/** The final consonant ㄹ, after which 로 stands as after a vowel. */
const RIEUL = 8;
/** The final consonants of the digits as they are read: 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구; only ㄹ is told apart. */
const DIGITS = [1, RIEUL, 0, 1, 0, 0, 1, RIEUL, RIEUL, 0];
/** Units after a number: 킬로그램, 그램, 미터 and liter. */
const UNITS = [
  [/\dk?g$/i, 1],
  [/\d[cmk]?m$/i, 0],
  [/\dm?l$/i, 0],
];

/**
 * Chooses between the two forms, such as `을/를`, by the end of the word. Returns both, as in `을(를)`, where it is not
 * known how the word is read.
 */
export function particle(word, pair) {
  const [afterConsonant, afterVowel] = pair.split('/');
  const last = finalConsonant(String(word).trim());
  if (last === null) {
    return afterConsonant.endsWith(afterVowel)
      ? `(${afterConsonant.slice(0, -afterVowel.length)})${afterVowel}`
      : `${afterConsonant}(${afterVowel})`;
  }
  const isVowel = last === 0 || (last === RIEUL && afterVowel === '로');
  return isVowel ? afterVowel : afterConsonant;
}

/** 0 for a vowel; `null` if it is not known. */
function finalConsonant(word) {
  const code = word.charCodeAt(word.length - 1);
  if (code >= HANGUL_FIRST && code <= HANGUL_LAST) {
    return (code - HANGUL_FIRST) % FINALS;
  }
  const unit = UNITS.find(([form]) => form.test(word));
  return unit ? unit[1] : (DIGITS[word.slice(-1)] ?? null);
}

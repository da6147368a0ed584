/** Unified social credit codes (GB 32100): 18 characters, the last of which checks the others. */
const Alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const Length = 18;

// What is written for what: letters that the standard leaves out since they look like another character.
const LooksLike = { I: '1', O: '0', S: '5', V: 'U', Z: '2' };

/** Where its parts end: registering department, kind of body, region, body, check character. */
export const Parts = [1, 2, 8, 17, 18];

/**
 * @typedef {{kind: 'empty'|'good'} | {kind: 'short'|'long', by: number}
 *   | {kind: 'foreign', place: number, given: string, meant: string}
 *   | {kind: 'check', place: number, given: string, expected: string, swaps: number[]}} Verdict
 *   Places count from 1; `swaps` are the first of two neighbours each that would fit if they changed places.
 */

/** As it is meant: without blanks and hyphens, in capitals, full-width characters made narrow. */
export const clean = (text) => text.normalize('NFKC').replace(/[\s\-\u2010-\u2015]/g, '').toUpperCase();

/** @param {string} text @returns {Verdict} */
export function judge(text) {
  const code = clean(text);
  if (!code) return { kind: 'empty' };
  for (let i = 0; i < code.length; i++) {
    if (!Alphabet.includes(code[i])) return { kind: 'foreign', place: i + 1, given: code[i], meant: LooksLike[code[i]] ?? '' };
  }
  if (code.length < Length) return { kind: 'short', by: Length - code.length };
  if (code.length > Length) return { kind: 'long', by: code.length - Length };
  const expected = checkOf(code);
  return expected === code[Length - 1]
    ? { kind: 'good' }
    : { kind: 'check', place: Length, given: code[Length - 1], expected, swaps: swapsOf(code) };
}

function checkOf(code) {
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < Length - 1; i++) {
    sum += Alphabet.indexOf(code[i]) * weight;
    weight = (weight * 3) % 31;
  }
  return Alphabet[(31 - (sum % 31)) % 31];
}

function swapsOf(code) {
  const places = [];
  for (let i = 0; i < Length - 1; i++) {
    const swapped = code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2);
    if (code[i] !== code[i + 1] && checkOf(swapped) === swapped[Length - 1]) places.push(i + 1);
  }
  return places;
}

/** Words in the reader's language. Chinese first; the choice is all that outlives the tab. */
import { zh } from './texts-zh.js';
import { en } from './texts-en.js';

const Kept = 'verify-language';
let texts = localStorage.getItem(Kept) === 'en' ? en : zh;

/** @returns {'zh'|'en'} */
export const language = () => (texts === en ? 'en' : 'zh');

/** @param {'zh'|'en'} next */
export function choose(next) {
  texts = next === 'en' ? en : zh;
  localStorage.setItem(Kept, next);
}

/**
 * @param {string} name such as `ask.submit`
 * @param {Record<string, unknown>} [values] for what stands in braces
 */
export function say(name, values = {}) {
  const text = texts[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/** The word for a value of an enum on the wire: `DISPOSITION_PROHIBIT` is `disposition.PROHIBIT`. */
export function word(kind, value) {
  if (!value) return '';
  const prefix = `${kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_`;
  const name = value.startsWith(prefix) ? value.slice(prefix.length) : value;
  const text = texts[`${kind}.${name}`];
  return text ?? name;
}

// Of all that browsers know, Sweden's way is that of the days in answers: 2026-06-15 10:00:00.
const Clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

/** An instant as China's clocks show it. */
export const clock = (instant) => (instant ? Clock.format(new Date(instant)) : '');

/** A length of time: `0.3 s`, `5 min`. */
export function duration(seconds) {
  if (seconds < 0.05) return say('time.atOnce');
  if (seconds < 60) return say('time.seconds', { n: seconds < 10 ? seconds.toFixed(1) : Math.round(seconds) });
  if (seconds < 3600) return say('time.minutes', { n: Math.round(seconds / 60) });
  return say('time.hours', { n: Math.round(seconds / 3600) });
}

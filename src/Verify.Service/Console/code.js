/** Who is asked about: the code is looked at as it is typed, and what is odd about it is said kindly. The service has the last word. */
import { h, put } from './dom.js';
import { say } from './language.js';
import { choice, field, textInput } from './fields.js';
import { clean, judge, Parts } from './uscc.js';

const Organisations = ['USCC', 'ORGANISATION_CODE', 'REGISTRATION_NUMBER'];
const Persons = ['RESIDENT_ID', 'HKM_PERMIT', 'TW_PERMIT', 'PASSPORT'];

/** Every kind of code, those of organisations first. */
export const CodeTypes = [...Organisations, ...Persons];

export const isPerson = (type) => Persons.includes(type);

export function codeField() {
  const type = choice(CodeTypes.map((name) => [name, say(`codeType.${name}`)]));
  const code = textInput({ class: 'code', maxlength: 40, inputmode: 'text', autocapitalize: 'characters' });
  const name = textInput({ maxlength: 200 });
  const verdict = h('div.verdict', { 'aria-live': 'polite' });
  let told = () => {};

  const look = () => put(verdict, type.value === 'USCC' ? verdictOf(judge(code.value), clean(code.value)) : null);
  code.addEventListener('input', look);
  type.addEventListener('change', () => {
    look();
    told();
  });
  return {
    element: h('fieldset', {}, h('legend', {}, say('ask.subject')),
      field({ id: 'code-type', label: say('ask.codeType'), control: type, wire: 'subject.code_type', required: true }),
      field({ id: 'code', label: say('ask.code'), control: code, note: verdict, wire: 'subject.code', required: true }),
      field({ id: 'name', label: say('ask.name'), control: name, note: say('ask.nameNote'), wire: 'subject.name' })),
    isPerson: () => isPerson(type.value),
    whenOther: (tell) => { told = tell; },
    read: () => ({ codeType: `CODE_TYPE_${type.value}`, code: type.value === 'USCC' ? clean(code.value) : code.value.trim(), ...(name.value.trim() && { name: name.value.trim() }) }),
  };
}

function verdictOf(verdict, code) {
  const text = say(verdict.kind === 'foreign' && verdict.meant ? 'code.foreignMeant' : `code.${verdict.kind}`, verdict);
  const more = verdict.kind === 'check' ? [verdict.swaps.length ? say('code.swap', { pairs: verdict.swaps.map((first) => `${first}–${first + 1}`).join(say('code.or')) }) : null, say('code.pilot')] : [];
  if (verdict.kind === 'empty') return h('p', {}, text);
  const tone = { good: 'good', short: 'calm' }[verdict.kind] ?? 'odd';
  return [segments(code, verdict), h(`p.${tone}`, {}, h('span.sign', { 'aria-hidden': 'true' }, { good: '✓', calm: '…', odd: '!' }[tone]), text), more.filter(Boolean).map((line) => h('p', {}, line))];
}

/** The code in its parts, with the character that is wrong marked. */
function segments(code, verdict) {
  const odd = verdict.place ?? 0;
  const letters = (from, to) => [...code.slice(from, to)].map((letter, i) => {
    const place = from + i + 1;
    const isOdd = place === odd || place > 18 || verdict.swaps?.some((first) => place === first || place === first + 1);
    return isOdd ? h('mark', {}, letter) : letter;
  });
  const shown = Parts.map((to, i) => letters(i ? Parts[i - 1] : 0, to)).filter((part) => part.length);
  return h('p.segments', { 'aria-hidden': 'true' }, shown.map((part) => h('span', {}, part)), code.length > 18 ? h('span', {}, letters(18)) : null);
}

/** Fields of forms: each with its label, its note and its fault, which screen readers connect. */
import { h, put } from './dom.js';
import { language, say } from './language.js';

/**
 * @param {{id: string, label: string, control: HTMLElement, note?: string|Node, wire?: string, required?: boolean}} field
 *   `wire` is the path by which the service names it
 */
export function field({ id, label, control, note, wire, required }) {
  control.id = id;
  if (wire) control.dataset.wire = wire;
  const parts = [note ? `${id}-note` : '', `${id}-fault`].filter(Boolean);
  control.setAttribute('aria-describedby', parts.join(' '));
  if (required) control.setAttribute('aria-required', 'true');
  return h('div.field', {}, h('label', { for: id }, label, required ? null : h('span.optional', {}, say('form.optional'))),
    control, note ? h('div.note', { id: `${id}-note` }, note) : null, h('p.fault', { id: `${id}-fault` }));
}

export const textInput = (attributes = {}) => h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes });

/** @param {[string, string][]} options value and words */
export const choice = (options, attributes = {}) => h('select', attributes, options.map(([value, words]) => h('option', { value }, words)));

/** Takes away all faults of a form. */
export function clearFaults(form) {
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  for (const fault of form.querySelectorAll('.fault')) put(fault);
}

/** Says at its field what is wrong with it. */
export function fault(control, text) {
  control.setAttribute('aria-invalid', 'true');
  put(document.getElementById(`${control.id}-fault`), text);
}

/**
 * Shows a refusal: every violation at its field, and all of them above the form with a way to each.
 * @param {HTMLElement} form @param {HTMLElement} summary @param {import('./api.js').Refusal} refusal
 */
export function showRefusal(form, summary, refusal) {
  clearFaults(form);
  const items = refusal.violations.map((violation) => {
    const control = controlOf(form, violation.field);
    const text = wordsOf(violation);
    if (!control) return h('li', {}, `${violation.field}${say('form.colon')}${text}`);
    fault(control, text);
    const label = form.querySelector(`label[for="${control.id}"]`)?.firstChild?.textContent ?? violation.field;
    return h('li', {}, h('a', { href: `#${control.id}`, onclick: (event) => { event.preventDefault(); control.focus(); } }, `${label}${say('form.colon')}${text}`));
  });
  put(summary, h('div.refusal', { role: 'alert', tabindex: '-1' }, h('h2', {}, titleOf(refusal)),
    items.length ? h('ul', {}, items) : h('p', {}, say(`refusal.${refusal.code}.text`) === `refusal.${refusal.code}.text` ? refusal.message : say(`refusal.${refusal.code}.text`)),
    refusal.reason ? h('p.small', {}, h('code', {}, refusal.reason)) : null));
  summary.firstChild.focus();
}

/** What a refusal is called. */
export function titleOf(refusal) {
  const name = `refusal.${refusal.code}.title`;
  return say(name) === name ? say('refusal.other.title') : say(name);
}

/** What is wrong, by its kind; who reads English has the description, which says more, and so has everybody where it is in Chinese too. */
function wordsOf({ reason, description }) {
  const own = half(description);
  const text = say(`fault.${reason}`, { description: own });
  return text === `fault.${reason}` ? own : text;
}

/** The half of a description that is in both languages, English first, which is in the language of the page. */
function half(description) {
  const at = description.search(/[\u4e00-\u9fff]/);
  const isBoth = at > 0 && /^[A-Z][^\u4e00-\u9fff]+[.!?] $/.test(description.slice(0, at));
  return !isBoth ? description : language() === 'en' ? description.slice(0, at).trim() : description.slice(at);
}

/** The control of a path, or of the path around it: `missing_materials[2]` is shown at `missing_materials`. */
function controlOf(form, path) {
  for (let at = path; at; at = at.replace(/(\.|\[|^)[^.[]*$/, '')) {
    const control = form.querySelector(`[data-wire="${at}"]`);
    if (control && !control.closest('[hidden]')) return control;
  }
  return null;
}

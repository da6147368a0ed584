/** The view in which an officer asks. */
import { h, put } from './dom.js';
import { say } from './language.js';
import { call, Refusal } from './api.js';
import { answerView } from './answer.js';
import { codeField } from './code.js';
import { caseFields } from './case.js';
import { partyFields } from './parties.js';
import { basisFields } from './basis.js';
import { clearFaults, showRefusal } from './fields.js';
import { readCatalogue } from './catalogue.js';

export function askView() {
  const summary = h('div.summary');
  const code = codeField();
  const about = caseFields();
  const basis = basisFields();
  const showBasis = () => basis.show(code.isPerson() || parties.hasPersons());
  const parties = partyFields(showBasis);
  const submit = h('button.primary.wide', { type: 'submit' }, say('ask.submit'));
  const place = h('section.place', { 'aria-live': 'polite', 'aria-label': say('answer.label') }, introduction());
  code.whenOther(showBasis);
  const form = h('form.ask', { novalidate: true, 'aria-label': say('ask.title') },
    h('h1', {}, say('ask.title')), summary, code.element, parties.element, basis.element, about.elements, submit);
  let left = () => {};
  const forget = () => {
    left();
    left = () => {};
    put(place, introduction());
  };

  // An answer is never seen beside another code than its own.
  for (const who of [code.element, parties.element]) who.addEventListener('input', () => place.querySelector('.answer') && forget());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearFaults(form);
    put(summary);
    submit.disabled = true;
    place.setAttribute('aria-busy', 'true');
    const request = { ...about.read(), subject: code.read(), ...parties.read(), ...basis.read() };
    try {
      const answer = await call('VerificationService/Check', request);
      const catalogue = await readCatalogue();
      left();
      const view = answerView(answer, { request, matter: about.matter(), catalogue });
      left = view.left;
      put(place, view.element);
      view.element.querySelector('h2')?.focus();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      forget();
      showRefusal(form, summary, refusal);
    } finally {
      submit.disabled = false;
      place.removeAttribute('aria-busy');
    }
  });
  return { element: h('div.frame.two', {}, form, place), left: () => left() };
}

const introduction = () => h('div.intro', {}, h('h2', {}, say('intro.title')), h('p', {}, say('intro.text')),
  h('ol', {}, ['one', 'two', 'three'].map((step) => h('li', {}, say(`intro.${step}`)))));

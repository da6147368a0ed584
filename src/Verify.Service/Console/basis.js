/** Why a person may be asked about: a statute, or a consent. Shown for persons only. */
import { h } from './dom.js';
import { say } from './language.js';
import { choice, field, textInput } from './fields.js';

export function basisFields() {
  const kind = choice([['statute', say('basis.statute')], ['consent', say('basis.consent')]]);
  const statute = textInput({ maxlength: 64 });
  const purpose = textInput({ maxlength: 200 });
  const granted = h('input', { type: 'date' });
  const expires = h('input', { type: 'date' });
  const lawful = h('div.stack', {}, field({ id: 'basis-statute', label: say('basis.statuteCode'), control: statute, note: say('basis.statuteNote'), wire: 'person_basis.statutory_code', required: true }));
  const agreed = h('div.stack', { hidden: true },
    field({ id: 'basis-purpose', label: say('basis.purpose'), control: purpose, wire: 'person_basis.consent.purpose', required: true }),
    h('div.row', {}, field({ id: 'basis-granted', label: say('basis.granted'), control: granted, wire: 'person_basis.consent.granted_on', required: true }),
      field({ id: 'basis-expires', label: say('basis.expires'), control: expires, wire: 'person_basis.consent.expires_on', required: true })));
  const element = h('fieldset', { hidden: true }, h('legend', {}, say('basis.title')), h('p.note', {}, say('basis.note')),
    field({ id: 'basis-kind', label: say('basis.kind'), control: kind, wire: 'person_basis', required: true }), lawful, agreed);
  kind.addEventListener('change', () => {
    lawful.hidden = kind.value !== 'statute';
    agreed.hidden = kind.value !== 'consent';
  });
  return {
    element,
    show: (person) => { element.hidden = !person; },
    read() {
      if (element.hidden) return {};
      return {
        personBasis: kind.value === 'statute'
          ? { statutoryCode: statute.value.trim() }
          : { consent: { purpose: purpose.value.trim(), grantedOn: granted.value, expiresOn: expires.value } },
      };
    },
  };
}

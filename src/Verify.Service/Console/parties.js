/** Who else is asked about: members of a consortium, and related parties with their roles. */
import { h, put } from './dom.js';
import { say } from './language.js';
import { choice, field, textInput } from './fields.js';
import { CodeTypes, isPerson } from './code.js';
import { clean } from './uscc.js';

const Roles = ['LEGAL_REP', 'PRINCIPAL', 'ACTUAL_CONTROLLER', 'DIRECTLY_LIABLE', 'DIRECTLY_LIABLE_PRACTITIONER', 'SENIOR_MANAGER', 'LIABLE_DIRECTOR', 'LIABLE_SHAREHOLDER', 'SHAREHOLDER', 'AGENT'];
let named = 0;

/** @param {() => void} changed called when somebody is named or left out, or is another kind of subject */
export function partyFields(changed) {
  const members = list('members', 'USCC', changed);
  const related = list('related_parties', 'RESIDENT_ID', changed);
  const element = h('details.parties', {}, h('summary', {}, say('parties.title'), h('span.optional', {}, say('form.optional'))),
    members.element, related.element);
  return {
    element,
    hasPersons: () => members.rows.some((row) => isPerson(row.type.value)),
    read: () => ({
      ...(members.rows.length && { members: members.rows.map(subjectOf) }),
      ...(related.rows.length && { relatedParties: related.rows.map((row) => ({ subject: subjectOf(row), role: `ROLE_${row.role.value}` })) }),
    }),
  };
}

const subjectOf = ({ type, code }) => ({ codeType: `CODE_TYPE_${type.value}`, code: type.value === 'USCC' ? clean(code.value) : code.value.trim() });

function list(wire, firstType, changed) {
  const rows = [];
  const place = h('div', { id: wire, tabindex: '-1', 'data-wire': wire });
  const add = h('button', { type: 'button', onclick: () => append().code.focus() }, say(`parties.add.${wire}`));
  return { rows, element: h('fieldset', {}, h('legend', {}, say(`parties.${wire}`)), h('p.note', {}, say(`parties.${wire}.note`)), place, h('p.fault', { id: `${wire}-fault` }), h('div.actions', {}, add)) };

  function append() {
    const id = `party-${++named}`;
    const type = choice(CodeTypes.map((name) => [name, say(`codeType.${name}`)]));
    const code = textInput({ class: 'code', maxlength: 40, autocapitalize: 'characters' });
    const role = wire === 'members' ? null : choice(Roles.map((name) => [name, say(`role.${name}`)]));
    const element = h('fieldset.party', {}, h('legend', {}),
      field({ id: `${id}-type`, label: say('ask.codeType'), control: type, required: true }),
      field({ id: `${id}-code`, label: say('ask.code'), control: code, required: true }),
      role && field({ id: `${id}-role`, label: say('parties.role'), control: role, required: true }),
      h('button.link', { type: 'button', onclick: remove }, say('parties.remove')));
    const row = { type, code, role, element };
    type.value = firstType;
    type.addEventListener('change', changed);
    rows.push(row);
    place.append(element);
    number();
    return row;

    function remove() {
      rows.splice(rows.indexOf(row), 1);
      element.remove();
      number();
      add.focus();
    }
  }

  /** The service names them by their places. */
  function number() {
    rows.forEach((row, i) => {
      const path = wire === 'members' ? `members[${i}]` : `related_parties[${i}].subject`;
      row.code.dataset.wire = `${path}.code`;
      row.type.dataset.wire = `${path}.code_type`;
      if (row.role) row.role.dataset.wire = `related_parties[${i}].role`;
      put(row.element.querySelector('legend'), say(`parties.one.${wire}`, { n: i + 1 }));
    });
    changed();
  }
}

/** Who asks: an API key, or on this machine the department that the open development caller plays. */
import { byId, h, put } from './dom.js';
import { say } from './language.js';
import { department, key, signIn } from './credentials.js';
import { readDepartments } from './catalogue.js';

/** What the button says. */
export const identityText = () => (key() ? say('identity.known') : department() ? say('identity.department', { code: department() }) : say('identity.open'));

/** @param {() => void} changed called when somebody else asks from now on */
export async function openIdentity(changed) {
  const dialog = byId('identity');
  const keyField = h('input', { id: 'identity-key', type: 'password', autocomplete: 'off', spellcheck: 'false', value: key(), 'aria-describedby': 'identity-key-note' });
  const departmentField = h('input', { id: 'identity-department', list: 'identity-departments', autocomplete: 'off', value: department(), 'aria-describedby': 'identity-department-note' });
  const choices = h('datalist', { id: 'identity-departments' });
  put(dialog, h('form', { method: 'dialog', onsubmit: () => { signIn(keyField.value, departmentField.value); changed(); } },
    h('h2', { id: 'identity-title' }, say('identity.title')),
    h('div.field', {}, h('label', { for: keyField.id }, say('identity.key')), keyField, h('p.note', { id: 'identity-key-note' }, say('identity.keyNote'))),
    h('div.field', {}, h('label', { for: departmentField.id }, say('identity.departmentLabel')), departmentField, choices,
      h('p.note', { id: 'identity-department-note' }, say('identity.departmentNote'))),
    h('div.actions', {}, h('button.primary', { type: 'submit' }, say('identity.save')),
      h('button', { type: 'button', onclick: () => { signIn('', ''); dialog.close(); changed(); } }, say('identity.clear')),
      h('button', { type: 'button', onclick: () => dialog.close() }, say('identity.cancel')))));
  dialog.setAttribute('aria-labelledby', 'identity-title');
  dialog.showModal();
  put(choices, (await readDepartments()).map((one) => h('option', { value: one.code }, one.name)));
}

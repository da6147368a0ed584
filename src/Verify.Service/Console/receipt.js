/** The receipt of an answer: shown as the form for the file of the case, printed, and saved as it was signed. */
import { h, put } from './dom.js';
import { language, say } from './language.js';
import { call, Refusal } from './api.js';
import { titleOf } from './fields.js';

/** @param {string} checkId */
export function receiptButtons(checkId) {
  const trouble = h('p.fault', { role: 'alert' });
  const dialog = h('dialog.paper', { 'aria-label': say('receipt.title') });
  let asked = null;
  // A receipt never changes: it is asked for once, and shown and saved as it came.
  const receipt = () => {
    asked ??= call('VerificationService/GetReceipt', { checkId }).catch((refusal) => {
      asked = null;
      throw refusal;
    });
    return asked;
  };
  const button = (name, act, kind = 'button') => h(kind, {
    type: 'button',
    async onclick(event) {
      const pressed = event.currentTarget;
      put(trouble);
      pressed.disabled = true;
      try {
        act(await receipt());
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        put(trouble, titleOf(refusal));
      } finally {
        pressed.disabled = false;
      }
    },
  }, say(name));
  return [button('receipt.print', (reply) => show(dialog, reply), 'button.primary'), button('receipt.save', (reply) => save(reply, checkId)),
    h('button', { type: 'button', onclick: () => window.print() }, say('answer.print')), trouble, dialog];
}

/** The service makes the form, since its bytes can be verified: in a frame, for it has a style and a policy of its own. */
function show(dialog, reply) {
  const frame = h('iframe', { name: 'receipt-form', title: say('receipt.title') });
  const post = h('form', { method: 'post', action: `/receipts/form?lang=${language()}`, target: frame.name, hidden: true },
    h('input', { type: 'hidden', name: 'receipt', value: JSON.stringify(reply) }));
  const print = h('button.primary', { type: 'button', disabled: true, onclick: () => frame.contentWindow.print() }, say('receipt.toPaper'));
  const close = h('button', { type: 'button', onclick: () => dialog.close() }, say('receipt.close'));
  put(dialog, h('div.actions', {}, print, close), h('div.sheet', {}, frame), post);
  dialog.showModal();
  frame.addEventListener('load', () => { print.disabled = false; });
  post.submit();
}

function save(reply, checkId) {
  const file = URL.createObjectURL(new Blob([JSON.stringify(reply)], { type: 'application/json' }));
  h('a', { href: file, download: `receipt-${checkId}.json` }).click();
  URL.revokeObjectURL(file);
}

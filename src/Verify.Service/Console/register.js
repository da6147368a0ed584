/** The register of queries, for auditors: search, who asked about somebody, whether anything was altered. */
import { h, put } from './dom.js';
import { clock, say, word } from './language.js';
import { call, Refusal } from './api.js';
import { choice, clearFaults, field, showRefusal, textInput } from './fields.js';
import { clean } from './uscc.js';

const PageSize = 20;
const Dispositions = ['PROHIBIT', 'UNDETERMINED', 'REVIEW', 'FACILITATE', 'NORMAL'];

export const registerView = () => ({ element: h('div.frame.stack', {}, h('h1', {}, say('register.title')), searchPart(), accessPart(), integrityPart()) });

function searchPart() {
  const [department, matter, number, code] = [textInput({ maxlength: 64 }), textInput({ maxlength: 64 }), textInput({ maxlength: 128 }), textInput({ class: 'code', maxlength: 40 })];
  const [from, to] = [h('input', { type: 'date' }), h('input', { type: 'date' })];
  const disposition = choice([['', say('register.any')], ...Dispositions.map((name) => [name, say(`disposition.${name}`)])]);
  const refusals = h('input', { type: 'checkbox', id: 'refusals' });
  const request = () => ({
    ...(department.value.trim() && { departmentCode: department.value.trim() }),
    ...(matter.value.trim() && { matterCode: matter.value.trim() }),
    ...(number.value.trim() && { caseNumber: number.value.trim() }),
    ...(code.value.trim() && { subject: { code: clean(code.value) } }),
    ...(from.value && { from: `${from.value}T00:00:00+08:00` }),
    ...(to.value && { to: `${to.value}T23:59:59+08:00` }),
    ...(disposition.value && { disposition: `DISPOSITION_${disposition.value}` }),
    ...(refusals.checked && { refusalsOnly: true }),
  });
  return pagedForm({
    title: say('register.search'), submit: say('register.submit'), method: 'AuditService/SearchChecks', list: 'checks', request,
    fields: [h('div.grid', {},
      field({ id: 'search-code', label: say('register.code'), control: code, wire: 'subject.code' }),
      field({ id: 'search-case', label: say('ask.caseNumber'), control: number, wire: 'case_number' }),
      field({ id: 'search-matter', label: say('ask.matter'), control: matter, wire: 'matter_code' }),
      field({ id: 'search-department', label: say('register.department'), control: department, wire: 'department_code' }),
      field({ id: 'search-from', label: say('register.from'), control: from, wire: 'from' }),
      field({ id: 'search-to', label: say('register.to'), control: to, wire: 'to' }),
      field({ id: 'search-disposition', label: say('register.disposition'), control: disposition, wire: 'disposition' }),
      h('p.check', {}, refusals, h('label', { for: refusals.id }, say('register.refusals'))))],
    columns: [
      ['at', (one) => clock(one.evaluatedAt)],
      ['subject', (one) => [h('span.code', {}, one.subject?.code ?? '–'), one.subject?.name ? h('small', {}, one.subject.name) : null]],
      ['result', (one) => (one.refusal ? [say('register.refused'), h('small', {}, h('code', {}, one.refusal))] : word('disposition', one.disposition))],
      ['case', (one) => [one.caseNumber, h('small', {}, [one.matterCode, word('stage', one.stage), one.regionCode].filter(Boolean).join(' · '))]],
      ['by', (one) => [one.departmentCode || '–', one.operatorId ? h('small', {}, one.operatorId) : null]],
      ['id', (one) => h('code', {}, one.checkId)],
    ],
  });
}

function accessPart() {
  const code = textInput({ class: 'code', maxlength: 40 });
  return pagedForm({
    title: say('register.accesses'), submit: say('register.submit'), method: 'AuditService/ListAccesses', list: 'accesses',
    request: () => ({ subject: { code: clean(code.value) } }),
    fields: [h('p.note', {}, say('register.accessesNote')), field({ id: 'access-code', label: say('ask.code'), control: code, wire: 'subject.code', required: true })],
    columns: [
      ['at', (one) => clock(one.accessedAt)],
      ['by', (one) => one.department?.name || one.department?.code || '–'],
      ['matter', (one) => one.matter?.name ?? one.matter?.code],
      ['part', (one) => word('subjectPart', one.part)],
      ['result', (one) => [word('disposition', one.disposition), one.measureCodes?.length ? h('small', {}, one.measureCodes.join(', ')) : null]],
    ],
  });
}

/** A form whose list grows by pages. */
function pagedForm({ title, submit, method, list, request, fields, columns }) {
  const summary = h('div.summary');
  const found = h('div', { 'aria-live': 'polite' });
  const form = h('form', { novalidate: true, 'aria-label': title }, h('h2', {}, title), summary, fields, h('div.actions', {}, h('button.primary', { type: 'submit' }, submit)));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearFaults(form);
    put(summary);
    const rows = h('tbody');
    const more = h('div.actions');
    const asked = request();
    const load = async (pageToken) => {
      try {
        const page = await call(method, { ...asked, pageSize: PageSize, ...(pageToken && { pageToken }) });
        rows.append(...(page[list] ?? []).map((one) => h('tr', {}, columns.map(([name, show]) => h('td', { 'data-label': say(`register.${name}`) }, h('div', {}, show(one)))))));
        put(more, page.nextPageToken ? h('button', { type: 'button', onclick: () => load(page.nextPageToken) }, say('register.more')) : null);
        if (!pageToken) {
          put(found, rows.children.length
            ? [h('table', {}, h('thead', {}, h('tr', {}, columns.map(([name]) => h('th', { scope: 'col' }, say(`register.${name}`))))), rows), more]
            : h('p.note', {}, say('register.nothing')));
        }
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        showRefusal(form, summary, refusal);
      }
    };
    await load('');
  });
  return h('section.card', {}, form, found);
}

function integrityPart() {
  const summary = h('div.summary');
  const result = h('div', { 'aria-live': 'polite' });
  const form = h('form', { 'aria-label': say('register.integrity') }, h('h2', {}, say('register.integrity')), h('p.note', {}, say('register.integrityNote')), summary,
    h('div.actions', {}, h('button.primary', { type: 'submit' }, say('register.verify'))));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    put(summary);
    put(result, h('p.note', {}, say('register.verifying')));
    try {
      const log = await call('AuditService/VerifyLog', {});
      put(result, h(`p.${log.sound ? 'sound' : 'unsound'}`, {}, h('span.sign', { 'aria-hidden': 'true' }, log.sound ? '✓' : '!'), say(log.sound ? 'register.sound' : 'register.unsound', { n: log.faultCount ?? 0 })),
        h('p', {}, say('register.counted', { blocks: log.blocks ?? 0, checks: log.checks ?? 0, removed: log.removed ?? 0 })),
        log.head ? h('p.small', {}, say('register.head'), ' ', h('code', {}, `${log.head.block} ${log.head.hash}`)) : null,
        h('ul', {}, (log.faults ?? []).map((one) => h('li', {}, h('code', {}, one.kind), ` ${one.block ?? ''} ${one.checkId ?? ''} ${one.detail ?? ''}`))));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      put(result);
      showRefusal(form, summary, refusal);
    }
  });
  return h('section.card', {}, form, result);
}

/** What the law attaches: each measure with its articles, the entries it follows from, and its last day. */
import { h } from './dom.js';
import { say, word } from './language.js';

export function measureList(measures, entries) {
  if (!measures.length) return null;
  const columns = ['name', 'effect', 'legalBasis', 'sources', 'until'];
  return h('section.part', {}, h('h3', {}, say('answer.measures')),
    h('table', {}, h('thead', {}, h('tr', {}, columns.map((name) => h('th', { scope: 'col' }, say(`measure.${name}`))))),
      h('tbody', {}, measures.map((one) => h('tr', {},
        h('th', { scope: 'row' }, one.name, h('small', {}, h('code', {}, one.code), ' ', word('measureKind', one.kind)), one.reminder ? h('p.reminder', {}, one.reminder) : null),
        cell('effect', [word('measureEffect', one.effect), h('small', {}, word('measureStrength', one.strength))]),
        cell('legalBasis', (one.legalBasis ?? []).map((text) => h('p', {}, text))),
        cell('sources', (one.sourceEntryIds ?? []).map((id) => source(id, entries))),
        cell('until', [one.endOn || say('entry.open'), one.feedbackRequired ? h('small', {}, say('measure.feedback')) : null]))))));
}

/** The entry by the name of its list, and a way to where it stands below. */
function source(id, entries) {
  const entry = entries.find((one) => one.entryId === id);
  if (!entry) return h('p', {}, h('code', {}, id));
  const go = () => {
    const card = document.getElementById(`entry-${id}`);
    card?.scrollIntoView({ block: 'center' });
    card?.focus();
  };
  return h('button.link', { type: 'button', onclick: go }, entry.listKind?.name ?? id);
}

/** On a narrow page, where the heads of columns are not shown, each cell says what it is. */
const cell = (name, content) => h(`td.${name}`, { 'data-label': say(`measure.${name}`) }, h('div', {}, content));

/** An entry of a list: who decided, by what, from when to when, and how to get off it. */
import { h } from './dom.js';
import { say, word } from './language.js';

export function entryCard(entry) {
  const colour = (entry.colour ?? '').replace('COLOUR_', '').toLowerCase();
  const rows = [
    ['recogniser', entry.recogniser],
    ['decision', entry.decisionDocument],
    ['reason', entry.reason],
    ['legalBasis', (entry.legalBasis ?? []).join('；')],
    ['decidedOn', entry.decidedOn],
    ['period', entry.startOn || entry.endOn ? `${entry.startOn ?? '…'} – ${entry.endOn || say('entry.open')}` : ''],
  ];
  const ways = [['conditions', entry.removalConditions], ['procedure', entry.removalProcedure], ['remedies', entry.remedies]];
  // What the state says already is not said again.
  const flags = (entry.flags ?? []).map((flag) => word('entryFlag', flag)).filter((flag) => flag !== word('entryState', entry.state));
  return h(`div.entry.${colour}`, { id: `entry-${entry.entryId}`, tabindex: '-1' },
    h('h4', {}, h(`span.chip.${colour}`, {}, word('colour', entry.colour)), entry.listKind?.name, h('small', {}, word('entryState', entry.state))),
    flags.length ? h('p.flags', {}, flags.map((flag) => h('span.tag', {}, flag))) : null,
    facts(rows),
    ways.some(([, text]) => text) ? h('div.repair', {}, h('h5', {}, say('entry.repair')), facts(ways)) : null,
    h('p.small', {}, h('code', {}, entry.entryId)));
}

const facts = (rows) => h('dl', {}, rows.filter(([, text]) => text).map(([name, text]) => [h('dt', {}, say(`entry.${name}`)), h('dd', {}, text)]));

/** An answer as an officer needs it: what to do first, then why, then everything it rests on. Never a score. */
import { h } from './dom.js';
import { clock, duration, say, word } from './language.js';
import { nameOf } from './catalogue.js';
import { markOf } from './marks.js';
import { entryCard } from './entry.js';
import { measureList } from './measure.js';
import { freshnessLine } from './freshness.js';
import { receiptButtons } from './receipt.js';

/**
 * @param {any} answer CheckResponse
 * @param {{request: any, matter: any, catalogue: any}} asked the catalogue is null where the caller may not read it
 */
export function answerView(answer, asked) {
  const fresh = freshnessLine(answer);
  const element = h('article.answer', {}, verdict(answer, asked.request), fresh.element,
    reasons(say('answer.reasons'), answer.reasons), reasons(say('answer.warnings'), answer.warnings),
    part(say('answer.incentives'), incentives(answer, asked)),
    measureList(answer.measures ?? [], answer.entries ?? []),
    part(say('answer.entries'), (answer.entries ?? []).map(entryCard)),
    part(say('answer.members'), (answer.members ?? []).map(member)),
    part(say('answer.related'), (answer.relatedNotes ?? []).map((note) => h('p', {}, h('span.tag', {}, word('relatedNoteKind', note.kind)), note.text))),
    part(say('answer.coverage'), coverage(answer, asked.catalogue)),
    h('div.actions', {}, receiptButtons(answer.checkId)),
    h('p.advice', {}, say('app.advises')));
  return { element, left: fresh.left };
}

function verdict(answer, request) {
  const name = (answer.disposition ?? '').replace('DISPOSITION_', '');
  return h(`header.verdict-banner.${name.toLowerCase()}`, {}, markOf(name),
    h('div', {}, h('p.who', {}, `${say(`codeType.${request.subject.codeType.replace('CODE_TYPE_', '')}`)} `, h('span.code', {}, shown(request.subject)), request.subject.name ? ` ${request.subject.name}` : null),
      h('h2', { tabindex: '-1' }, word('disposition', answer.disposition)), h('p', {}, say(`disposition.${name}.text`))),
    lists(answer.listStatus ?? []));
}

/** A person's number is not shown again: the last four characters tell it from the next one. */
const shown = (subject) => /USCC|ORGANISATION|REGISTRATION/.test(subject.codeType) ? subject.code : `····${subject.code.slice(-4)}`;

const lists = (all) => all.length === 0 ? null : h('ul.lists', { 'aria-label': say('answer.lists') },
  all.map((one) => h(`li.chip.${(one.colour ?? '').replace('COLOUR_', '').toLowerCase()}`, {}, word('colour', one.colour), h('small', {}, word('entryState', one.state)))));

const reasons = (title, all = []) => part(title, all.length === 0 ? [] : h('ul.reasons', {},
  all.map((one) => h('li', {}, one.message, one.citation ? h('cite', {}, one.citation) : null))));

export const part = (title, content) => [content].flat().filter(Boolean).length === 0 ? null : h('section.part', {}, h('h3', {}, title), content);

function incentives(answer, { request, matter }) {
  const given = answer.incentives ?? {};
  const row = (name, one, more) => !one?.state ? null : h('div.incentive', {},
    h('dt', {}, say(`incentive.${name}`)),
    h('dd', {}, h(`span.state.${one.state.replace('INCENTIVE_STATE_', '').toLowerCase()}`, {}, word('incentiveState', one.state)), one.detail ? h('p', {}, one.detail) : null, more));
  const rows = [
    row('greenChannel', given.greenChannel),
    row('deferredAcceptance', given.deferredAcceptance, later(given.deferredAcceptance, request, matter)),
    row('instantHandling', given.instantHandling),
    ...(given.others ?? []).map((one) => row(one.code, one)),
  ].filter(Boolean);
  return rows.length ? [h('dl.incentives', {}, rows), answer.supervisionHint ? h('p.supervision', {}, say('answer.supervision'), ' ', h('strong', {}, word('supervisionHint', answer.supervisionHint))) : null] : null;
}

/** What may follow later, and until when. */
function later(deferred, request, matter) {
  if (!/ELIGIBLE$|IF_COMMITTED$/.test(deferred?.state ?? '') || deferred.state.endsWith('NOT_ELIGIBLE')) return null;
  const missing = (matter?.materials ?? []).filter((one) => request.missingMaterials.includes(one.code));
  if (!missing.length) return null;
  return h('div.later', {}, h('p', {}, say('answer.mayFollow')), h('ul', {}, missing.map((one) => h('li', {}, nameOf(one)))),
    matter.supplementDays ? h('p', {}, say('answer.within', { days: matter.supplementDays })) : null,
    request.commitment?.dueDate ? h('p', {}, say('answer.committed', { day: request.commitment.dueDate })) : null);
}

const member = (one) => h('details.member', {}, h('summary', {}, h('span.code', {}, one.code || one.index + 1), ' ', word('disposition', one.answer?.disposition)),
  reasons(say('answer.reasons'), one.answer?.reasons), measureList(one.answer?.measures ?? [], one.answer?.entries ?? []), (one.answer?.entries ?? []).map(entryCard));

// By the service's clock, which the reader's may not agree with.
const coverage = ({ coverage: all = [], evaluatedAt }, catalogue) => all.length === 0 ? [] : h('ul.coverage', {}, all.map((one) => h('li', {},
  catalogue?.sources?.find((source) => source.code === one.source)?.name ?? one.source, ' ',
  one.lastSyncedAt ? say('answer.heard', { at: clock(one.lastSyncedAt), age: duration((new Date(evaluatedAt) - new Date(one.lastSyncedAt)) / 1000) }) : say('answer.neverHeard'),
  one.stale ? h('strong.tag', {}, say('answer.stale')) : null)));

/** How fresh an answer is, growing older as it lies on the screen, and when it ends. */
import { h, put } from './dom.js';
import { clock, duration, say } from './language.js';

export function freshnessLine(answer) {
  const arrived = performance.now();
  // By the service's clock: the answer was so old when it came, and has grown older by what this page has counted since.
  const atArrival = Math.max(0, (new Date(answer.evaluatedAt) - new Date(answer.freshness?.provenAt ?? answer.evaluatedAt)) / 1000);
  const age = h('strong', {});
  const over = h('p.over', { role: 'status' });
  const tick = () => {
    const passed = (performance.now() - arrived) / 1000;
    put(age, duration(atArrival + passed));
    const left = answer.answerValidUntil ? (new Date(answer.answerValidUntil) - new Date(answer.evaluatedAt)) / 1000 - passed : Infinity;
    if (left <= 0 && !over.textContent) put(over, say('answer.over'));
  };
  tick();
  const timer = setInterval(tick, 1000);
  const before = say('answer.proven').split('{age}');
  return {
    element: h('div.freshness', {}, h('p', {}, h('span.tag', {}, say(answer.freshness?.firm ? 'answer.firm' : 'answer.notFirm')), before[0], age, before[1]),
      h('p', {}, answer.answerValidUntil ? say('answer.validUntil', { at: clock(answer.answerValidUntil) }) : say('answer.validOpen')),
      answer.feedbackDueOn ? h('p', {}, say('answer.feedbackDue', { day: answer.feedbackDueOn })) : null, over,
      h('p.small', {}, say('answer.id'), ' ', h('code', {}, answer.checkId), ' · ', h('span', {}, say('answer.evaluated', { at: clock(answer.evaluatedAt) })), ' · ',
        h('span', {}, say('answer.revision', { n: answer.freshness?.revision ?? '–' })), ' · ',
        h('span', {}, say('answer.catalogue'), ' ', h('code', {}, (answer.freshness?.catalogVersion ?? '').slice(0, 12))))),
    left: () => clearInterval(timer),
  };
}

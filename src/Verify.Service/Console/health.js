/** How the service fares, from its own metrics, every two seconds. */
import { h, put } from './dom.js';
import { duration, say } from './language.js';
import { readMetrics, Refusal } from './api.js';
import { growth, parse, quantile, sum } from './prometheus.js';
import { lineChart } from './chart.js';

const PauseMs = 2000;
const Points = 60;
const Calls = 'rpc_server_call_duration_seconds';

export function healthView() {
  const states = h('ul.states', { 'aria-label': say('health.states') });
  const charts = h('div.charts');
  const trouble = h('div', { 'aria-live': 'polite' });
  const history = [];
  let before = null;
  let stopped = false;

  const turn = async () => {
    try {
      const samples = parse(await readMetrics());
      if (stopped) return;
      const at = performance.now();
      history.push(pointOf(samples, before, at));
      history.splice(0, history.length - Points);
      before = { samples, at };
      put(trouble);
      put(states, statesOf(samples));
      put(charts, chartsOf(history));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (stopped) return;
      const name = `refusal.${refusal.code}.text`;
      put(trouble, h('div.refusal', {}, h('p', {}, refusal.code === 'permission_denied' ? say('health.denied') : say(name) === name ? say('refusal.other.title') : say(name))));
    }
    setTimeout(() => stopped || turn(), PauseMs);
  };
  turn();
  return {
    element: h('div.frame.stack', {}, h('h1', {}, say('health.title')), trouble, states, charts, h('p.note', {}, say('health.note'))),
    left: () => { stopped = true; },
  };
}

function pointOf(samples, before, at) {
  const since = (name, labels) => before === null ? null : (sum(samples, name, labels) ?? 0) - (sum(before.samples, name, labels) ?? 0);
  const seconds = before === null ? 1 : (at - before.at) / 1000;
  const buckets = before === null ? [] : growth(before.samples, samples, Calls);
  const tiers = ['memory', 'flight', 'redis', 'store'].map((tier) => since('verify_dossier_reads_total', { verify_tier: tier }));
  const read = tiers.reduce((all, one) => all + (one ?? 0), 0);
  const calls = since(`${Calls}_count`);
  const good = since(`${Calls}_count`, { rpc_response_status_code: 'OK' });
  return {
    rate: calls === null ? null : calls / seconds,
    failed: calls === null ? null : (calls - good) / seconds,
    p50: quantile(buckets, 0.5),
    p99: quantile(buckets, 0.99),
    age: sum(samples, 'verify_freshness_age_seconds'),
    lease: sum(samples, 'verify_freshness_lease_seconds'),
    tiers: tiers.map((one) => (read > 0 ? (100 * one) / read : null)),
    pending: (sum(samples, 'verify_journal_pending_bytes') ?? 0) / 1024,
    used: (sum(samples, 'verify_cache_usage_bytes') ?? 0) / 1048576,
    limit: (sum(samples, 'verify_cache_limit_bytes') ?? 0) / 1048576,
  };
}

function chartsOf(history) {
  const seconds = ((Points - 1) * PauseMs) / 1000;
  const line = (name, pick) => ({ name: say(`health.${name}`), values: [...Array(Points - history.length).fill(null), ...history.map(pick)] });
  const chart = (title, unit, least, ...lines) => lineChart({ title: say(`health.${title}`), unit, lines, seconds, least });
  const number = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 10) / 10));
  const time = (value) => (value === 0 ? '0' : value >= 1 ? `${number(value)} s` : value >= 0.001 ? `${number(value * 1000)} ms` : `${Math.round(value * 1e6)} µs`);
  const kibibytes = (value) => (value >= 1024 ? `${number(value / 1024)} MiB` : `${number(value)} KiB`);
  const mebibytes = (value) => `${number(value)} MiB`;
  return [
    chart('rate', number, 10, line('calls', (one) => one.rate), line('failed', (one) => one.failed)),
    chart('latency', time, 0.001, line('p50', (one) => one.p50), line('p99', (one) => one.p99)),
    chart('freshness', time, 0, line('age', (one) => one.age), line('lease', (one) => one.lease)),
    chart('tiers', (value) => `${Math.round(value)} %`, 100, ...['memory', 'flight', 'redis', 'store'].map((tier, i) => line(tier, (one) => one.tiers[i]))),
    chart('journal', kibibytes, 2, line('pending', (one) => one.pending)),
    chart('cache', mebibytes, 0, line('used', (one) => one.used), line('limit', (one) => one.limit)),
  ];
}

function statesOf(samples) {
  const redis = sum(samples, 'verify_redis_connected');
  const oldest = sum(samples, 'verify_journal_oldest_seconds') ?? 0;
  return [
    state('proven', sum(samples, 'verify_freshness_proven') === 1),
    state('store', sum(samples, 'verify_store_up') === 1),
    redis === null ? state('redis', null) : state('redis', redis === 1 && sum(samples, 'verify_redis_spared') === 0),
    state('writable', sum(samples, 'verify_journal_writable') === 1),
    state('shipping', sum(samples, 'verify_journal_shipping') === 1, oldest > 0 ? say('health.oldest', { age: duration(oldest) }) : ''),
  ];
}

function state(name, good, more = '') {
  const tone = good === null ? 'none' : good ? 'good' : 'bad';
  return h(`li.state-card.${tone}`, {}, h('span.sign', { 'aria-hidden': 'true' }, { good: '✓', bad: '!', none: '–' }[tone]),
    h('span', {}, h('strong', {}, say(`health.${name}`)), h('span', {}, say(`health.${name}.${tone}`)), more ? h('small', {}, more) : null));
}

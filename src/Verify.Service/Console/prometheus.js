/** Reads Prometheus' text format, as far as the charts need it. */

/** @typedef {{labels: Record<string, string>, value: number}} Sample */

/** @param {string} text @returns {Map<string, Sample[]>} samples by name */
export function parse(text) {
  const samples = new Map();
  for (const line of text.split('\n')) {
    const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!found) continue;
    const [, name, labels, value] = found;
    if (!samples.has(name)) samples.set(name, []);
    samples.get(name).push({ labels: labelsOf(labels ?? ''), value: value === '+Inf' ? Infinity : Number(value) });
  }
  return samples;
}

/** The sum of all samples of a name whose labels are as given; null where there is none. */
export function sum(samples, name, labels = {}) {
  const fitting = (samples.get(name) ?? []).filter((one) => Object.entries(labels).every(([key, value]) => one.labels[key] === value));
  return fitting.length ? fitting.reduce((total, one) => total + one.value, 0) : null;
}

/** How many came into each bucket between two readings: upper bound and number up to it. */
export function growth(before, after, name) {
  const of = (samples) => {
    const buckets = new Map();
    for (const one of samples.get(`${name}_bucket`) ?? []) {
      const bound = one.labels.le === '+Inf' ? Infinity : Number(one.labels.le);
      buckets.set(bound, (buckets.get(bound) ?? 0) + one.value);
    }
    return buckets;
  };
  const first = of(before);
  return [...of(after)].map(([bound, count]) => [bound, count - (first.get(bound) ?? 0)]).sort((a, b) => a[0] - b[0]);
}

/** A quantile from buckets, straight between the bounds; null where nothing came. */
export function quantile(buckets, share) {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total <= 0) return null;
  let [lower, below] = [0, 0];
  for (const [bound, count] of buckets) {
    if (count >= share * total) return bound === Infinity ? lower : lower + ((bound - lower) * (share * total - below)) / (count - below || 1);
    [lower, below] = [bound, count];
  }
  return lower;
}

function labelsOf(text) {
  const labels = {};
  for (const [, name, value] of text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
    labels[name] = value.replace(/\\(.)/g, (_, letter) => (letter === 'n' ? '\n' : letter));
  }
  return labels;
}

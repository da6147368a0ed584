/** A small line chart. What it shows is also said in words, for those who do not see it. */
import { h, s } from './dom.js';

const [Width, Height, Left, Bottom, Top] = [400, 150, 58, 22, 10];

/**
 * @param {{title: string, unit: (value: number) => string, lines: {name: string, values: (number|null)[]}[], seconds: number, least?: number}} chart
 *   `least` is the least that the axis reaches up to.
 *   Lines are told apart by dashes and by a mark at their end, not by colour alone.
 */
export function lineChart({ title, unit, lines, seconds, least = 0 }) {
  const most = Math.max(...lines.flatMap((line) => line.values.filter((value) => value !== null)), 0);
  const top = nice(Math.max(most, least));
  const count = Math.max(...lines.map((line) => line.values.length), 2);
  const x = (i) => Left + ((Width - Left - 12) * i) / (count - 1);
  const y = (value) => Top + (Height - Top - Bottom) * (1 - value / top);
  const words = lines.map((line) => `${line.name} ${show(line.values.at(-1), unit)}`).join(', ');
  return h('figure.chart', {},
    h('figcaption', {}, title, h('ul.legend', {}, lines.map((line, i) =>
      h('li', {}, s('svg', { viewBox: '0 0 28 10', class: 'key', 'aria-hidden': 'true' }, s('path', { d: 'M0 5H28', class: `line line-${i}` })), `${line.name} `,
        h('strong', {}, show(line.values.at(-1), unit)))))),
    s('svg', { viewBox: `0 0 ${Width} ${Height}`, role: 'img', 'aria-label': `${title}: ${words}`, class: 'plot' },
      [0, 0.5, 1].map((share) => [
        s('path', { d: `M${Left} ${y(top * share)}H${Width - 12}`, class: 'gridline' }),
        s('text', { x: Left - 6, y: y(top * share) + 4, 'text-anchor': 'end', class: 'tick' }, unit(top * share)),
      ]),
      s('text', { x: Left, y: Height - 5, class: 'tick' }, `−${seconds} s`),
      s('text', { x: Width - 12, y: Height - 5, 'text-anchor': 'end', class: 'tick' }, '0'),
      lines.map((line, i) => s('path', { d: pathOf(line.values, (k) => x(k + count - line.values.length), y), class: `line line-${i}`, fill: 'none' }))));
}

function pathOf(values, x, y) {
  let pen = 'M';
  return values.map((value, i) => {
    if (value === null) {
      pen = 'M';
      return '';
    }
    const step = `${pen}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
    return step;
  }).join('');
}

const show = (value, unit) => (value === null || value === undefined ? '–' : unit(value));

function nice(most) {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= most);
}

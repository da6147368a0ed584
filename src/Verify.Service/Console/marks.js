/** Signs that differ in shape, so that nothing is said by colour alone. */
import { s } from './dom.js';

const Shapes = {
  // an octagon with a bar: stop
  PROHIBIT: [['path', { d: 'M15 3h18l12 12v18L33 45H15L3 33V15z', class: 'body' }], ['path', { d: 'M13 24h22', class: 'stroke' }]],
  // a diamond with a question mark
  UNDETERMINED: [['path', { d: 'M24 2 46 24 24 46 2 24z', class: 'body' }], ['path', { d: 'M18.5 19.5c0-7 11-7 11 0 0 4.5-5.5 4.5-5.5 9', class: 'stroke' }], ['circle', { cx: 24, cy: 34.5, r: 2.2, class: 'dot' }]],
  // a triangle with an exclamation mark
  REVIEW: [['path', { d: 'M24 4 46 43H2z', class: 'body' }], ['path', { d: 'M24 18v12', class: 'stroke' }], ['circle', { cx: 24, cy: 36, r: 2.2, class: 'dot' }]],
  // a shield with two chevrons: quicker
  FACILITATE: [['path', { d: 'M24 3 43 9v14c0 12-8 18-19 22C13 41 5 35 5 23V9z', class: 'body' }], ['path', { d: 'm15 26 9-9 9 9M15 34l9-9 9 9', class: 'stroke' }]],
  // a circle with a tick
  NORMAL: [['circle', { cx: 24, cy: 24, r: 21, class: 'body' }], ['path', { d: 'm14 25 7 7 13-15', class: 'stroke' }]],
};

/** @param {string} disposition without its prefix */
export const markOf = (disposition) =>
  s('svg', { viewBox: '0 0 48 48', class: 'mark', 'aria-hidden': 'true' }, (Shapes[disposition] ?? []).map(([tag, attributes]) => s(tag, attributes)));

/** Makes elements. Text is only ever set as text: whatever a name contains, it is shown and never run. */

/**
 * @param {string} tag name, with classes behind dots: `p.note`
 * @param {Record<string, unknown>} [attributes] `on…` are listeners; null and false are left out
 * @param {...(Node|string|number|null|undefined|false|Array)} children
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.classList.add(...classes);
  return fill(attribute(element, attributes), children);
}

/** The same for SVG. */
export function s(tag, attributes = {}, ...children) {
  return fill(attribute(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes), children);
}

/** Puts children in the place of those that are there. */
export function put(element, ...children) {
  element.replaceChildren();
  return fill(element, children);
}

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

function attribute(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  return element;
}

function fill(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

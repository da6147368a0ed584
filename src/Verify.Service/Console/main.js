/** The page as a whole: views by the part behind `#`, which never says who was asked about. */
import { byId, put } from './dom.js';
import { choose, language, say } from './language.js';
import { askView } from './ask.js';
import { registerView } from './register.js';
import { healthView } from './health.js';
import { identityText, openIdentity } from './identity.js';

const Views = { ask: askView, register: registerView, health: healthView };
let leave = () => {};

function show() {
  const name = location.hash.slice(1) in Views ? location.hash.slice(1) : 'ask';
  leave();
  const { element, left } = Views[name]();
  leave = left ?? (() => {});
  put(byId('main'), element);
  for (const link of byId('nav').children) {
    if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${say(`nav.${name}`)} · ${say('app.title')}`;
}

function speak() {
  document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = say(element.dataset.text);
  byId('nav').setAttribute('aria-label', say('nav.label'));
  byId('language').textContent = say('app.otherLanguage');
  byId('language').lang = language() === 'en' ? 'zh-CN' : 'en';
  byId('who').textContent = identityText();
  show();
}

window.addEventListener('hashchange', () => {
  show();
  byId('main').focus();
});
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('main').focus();
});
byId('language').addEventListener('click', () => {
  choose(language() === 'en' ? 'zh' : 'en');
  speak();
});
byId('who').addEventListener('click', () => openIdentity(speak));
speak();

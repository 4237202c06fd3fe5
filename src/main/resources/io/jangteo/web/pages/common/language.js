// The two languages of the pages. A text is found by its name, such as 'shop.charge.title'; `{name}` in it is replaced,
// and `{name:을/를}` by the particle that follows the value of that name.

import { particle } from './particle.js';
import { remember } from './storage.js';
import { texts } from './texts.js';

const LANGUAGES = ['ko', 'en'];
const known = { ko: { ...texts.ko }, en: { ...texts.en } };

/** Adds a page's own texts: `{ ko: { rush: { … } }, en: { rush: { … } } }`. */
export function addTexts(more) {
  for (const language of LANGUAGES) {
    Object.assign(known[language], more[language]);
  }
}

export function language() {
  return document.documentElement.lang === 'ko' ? 'ko' : 'en';
}

export function setLanguage(chosen) {
  remember('language', chosen);
  document.documentElement.lang = chosen;
  document.dispatchEvent(new Event('language'));
}

/** Returns the text of that name in the reader's language, or the name itself, which shows that the text is missing. */
export function t(name, values = {}) {
  const text = name.split('.').reduce((part, key) => part?.[key], known[language()]);
  return text === undefined
    ? name
    : text.replace(/\{(\w+)(?::([^}]+))?}/g, (whole, key, pair) =>
        pair ? particle(values[key], pair) : String(values[key] ?? whole),
      );
}

// The page in place of one that does not exist: says so, and leads back.

import { drawFrame, frame } from '../common/frame.js';
import { addTexts, t } from '../common/language.js';
import { keepInStep } from '../common/live.js';
import { html, render } from '../lit/lit-html.js';
import { texts } from './texts.js';

function page() {
  return html`
    <section class="card lost">
      <h1>${t('lost.heading')}</h1>
      <p>${t('lost.why', { path: decoded(location.pathname) })}</p>
      <p><a class="button" href="/">${t('lost.back')}</a></p>
    </section>
  `;
}

function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

addTexts(texts);
frame('lost.title', () => render(page(), document.getElementById('page')));
await keepInStep(async () => drawFrame());

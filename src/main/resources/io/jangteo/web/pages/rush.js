import { html, render } from './lit/lit-html.js';
import { addTexts, t } from './language.js';
import { drawFrame, frame } from './frame.js';
import { keepInStep, shop } from './live.js';
import { texts } from './texts-rush.js';

addTexts(texts);

function draw() {
  render(html`<h1>${t('rush.title')}</h1><p>${shop()?.now}</p>`, document.getElementById('page'));
}

frame('rush.title', draw);
await keepInStep(async () => {
  drawFrame();
  draw();
});

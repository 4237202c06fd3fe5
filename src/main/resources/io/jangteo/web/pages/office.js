import { html, render } from './lit/lit-html.js';
import { addTexts, t } from './language.js';
import { drawFrame, frame } from './frame.js';
import { keepInStep, shop } from './live.js';
import { texts } from './texts-office.js';

addTexts(texts);

function draw() {
  render(html`<h1>${t('office.title')}</h1><p>${shop()?.now}</p>`, document.getElementById('page'));
}

frame('office.title', draw);
await keepInStep(async () => {
  drawFrame();
  draw();
});

// The shop page: the user, the offers, the orders. Each part has its own file; this file combines them.

import { drawFrame, frame } from '../common/frame.js';
import { addTexts, t } from '../common/language.js';
import { keepInStep, refreshNow } from '../common/live.js';
import { draw } from '../common/view.js';
import { html, nothing, render } from '../lit/lit-html.js';
import { cartBar, cartView } from './cart.js';
import { couponsView } from './coupons.js';
import { fetchAll } from './data.js';
import { historyView } from './history.js';
import { meView } from './me.js';
import { ordersView, refundDialog } from './orders.js';
import { popularView } from './popular.js';
import { emptyShop, productsView } from './products.js';
import { isEmpty, state } from './state.js';
import { texts } from './texts.js';
import { drawAtNextTurn } from './turns.js';
import { restoreUser } from './user.js';
import { whoDialog } from './who.js';
import '../common/charts.js';

const SECTIONS = ['popular', 'coupons', 'products', 'cart', 'orders', 'history'];

function page() {
  const empty = isEmpty();
  return html`
    <div class="shop-head">
      <h1>${t('shop.title')}</h1>
      ${empty ? nothing : sectionLinks()}
    </div>
    <div class="shop">
      ${meView()}
      <div class="goods">${empty ? emptyShop() : [popularView(), couponsView(), productsView()]}</div>
      ${empty ? nothing : cartView()}
    </div>
    ${empty && state.userId === null ? nothing : html`<div class="past">${ordersView()} ${historyView()}</div>`}
    ${empty ? nothing : cartBar()} ${whoDialog()} ${refundDialog()}
  `;
}

function sectionLinks() {
  return html`
    <nav class="sections" aria-label=${t('shop.sections')}>
      ${SECTIONS.map((name) => html`<a href="#${name}">${t(`shop.short.${name}`)}</a>`)}
    </nav>
  `;
}

/** Ignores the second press of a double click and a held key, except where every press counts. */
function pressOnce(event) {
  const again = event.type === 'keydown' ? event.repeat && event.key === 'Enter' : event.detail > 1;
  if (again && event.target.closest('button, input') && !event.target.closest('.stepper, .add')) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function takeUpUser() {
  restoreUser();
  draw();
  return refreshNow();
}

/** Goes to the section that the address names once more, because it moved when the parts above it were filled. */
function goToNamed() {
  const name = location.hash.slice(1);
  if (SECTIONS.includes(name) && !hasScrolled) {
    document.getElementById(name)?.scrollIntoView();
  }
}

/** Whether the reader has gone elsewhere meanwhile. */
let hasScrolled = false;
for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
  window.addEventListener(
    sign,
    () => {
      hasScrolled = true;
    },
    { once: true, passive: true },
  );
}

addTexts(texts);
restoreUser();
frame('shop.title', () => {
  render(page(), document.getElementById('page'));
  drawAtNextTurn();
});
document.addEventListener('language', refreshNow);
document.addEventListener('click', pressOnce, true);
document.addEventListener('keydown', pressOnce, true);
window.addEventListener('hashchange', () => /^#(user|token)=/.test(location.hash) && takeUpUser());
await keepInStep(async () => {
  drawFrame();
  await fetchAll();
  draw();
});
goToNamed();

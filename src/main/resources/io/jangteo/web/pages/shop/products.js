// The products: searching them, and putting them into the cart.

import { number, won } from '../common/format.js';
import { clearToasts, toast } from '../common/frame.js';
import { t } from '../common/language.js';
import { isLive, shop } from '../common/live.js';
import { draw, refusal } from '../common/view.js';
import { live } from '../lit/directives/live.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, noChange, nothing } from '../lit/lit-html.js';
import { addToCart, inCart } from './basket.js';
import { fetchFound } from './data.js';
import { firstFew, restButton } from './few.js';
import { parts, state } from './state.js';
import { openWho } from './who.js';

const LOW_STOCK = 5;
const TILES = 6;
const WAITING_CARDS = 8;
const FEW_ON_A_PHONE = 12;
const phone = window.matchMedia('(max-width: 40rem)');

/** Long enough for the next letter, short enough to seem immediate. */
const TYPING_MILLIS = 250;

let timer = null;
/** The quantity that the next press puts into the cart, by product; 1 if absent. */
const picked = new Map();
/** Products of which more were asked for, at the last press, than there are, with the part of the page. */
const overfull = new Map();

export function productsView() {
  return html`
    <section id="products" aria-labelledby="products-title" class="stack">
      <header class="row between">
        <h2 id="products-title">${t('shop.products.title')}</h2>
        <div class="search">
          <label class="visually-hidden" for="product-search">${t('shop.products.search')}</label>
          <input id="product-search" type="search" autocomplete="off" placeholder=${t('shop.products.search')}
            maxlength="100" @input=${find}>
        </div>
      </header>
      ${(state.search === '' ? parts.products : parts.found).view(found, waiting())}
    </section>
  `;
}

/** What stands in the place of all goods where there are none yet. */
export function emptyShop() {
  return html`
    <section class="card" id="products">
      <p>
        ${t('shop.products.emptyShop')}
        ${isLive() ? nothing : html`<a href="/office">${t('shop.products.fillShop')}</a>`}
      </p>
    </section>
  `;
}

/** A button in that part that puts the chosen quantity of a product into the cart; disabled if it is sold out. */
export function addButton(product, part) {
  if (product.stock === 0) {
    return html`<button disabled>${t('shop.products.soldOut')}</button>`;
  }
  return html`
    <button class="add" aria-label=${t('shop.products.addNamed', { name: product.name })} @click=${() => add(product, part)}>
      ${t('shop.products.add')}
    </button>
  `;
}

function found(list) {
  const isSearch = state.search !== '';
  const part = isSearch ? parts.found : parts.products;
  if (list.items.length === 0) {
    return isSearch
      ? html`<p class="empty" role="status">${t('shop.products.none')}</p>`
      : html`<p class="empty">${t('shop.products.emptyShop')}</p>`;
  }
  return html`
    <ul class="plain products">
      ${repeat(firstFew(part, list.items, few()), (product) => product.id, card)}
    </ul>
    ${restButton(part, list.items, few())}
  `;
}

/** On a phone, the parts below the products stay within reach. */
function few() {
  return phone.matches ? FEW_ON_A_PHONE : Infinity;
}

function card(product) {
  const soldOut = product.stock === 0;
  return html`
    <li class="card product" tabindex="-1" ?data-sold-out=${soldOut}>
      <span class="tile tile-${product.id % TILES}" aria-hidden="true">${[...product.name][0]}</span>
      <h3>${product.name}</h3>
      <p class="row between">
        <strong class="number">${won(product.price)}</strong>
        ${stock(product.stock)}
      </p>
      <div class="row pick">${soldOut ? nothing : stepper(product)} ${addButton(product, 'products')}</div>
      ${tooMany(product, 'products')}
    </li>
  `;
}

function stock(left) {
  if (left === 0) {
    return html`<span class="badge bad">${t('shop.products.soldOut')}</span>`;
  }
  return left <= LOW_STOCK
    ? html`<span class="badge warn">${t('shop.products.low', { count: number(left) })}</span>`
    : html`<span class="soft small">${t('shop.products.left', { count: number(left) })}</span>`;
}

/** Says that the cart would have more than there is, as long as that is so. */
export function tooMany({ id, stock }, part) {
  const count = inCart(id);
  if (overfull.get(id) !== part || count + (picked.get(id) ?? 1) <= most(stock)) {
    return nothing;
  }
  const name = most(stock) < stock ? 'lineMax' : count > 0 ? 'tooMany' : 'tooFew';
  return refusal(t(`shop.products.${name}`, { left: number(most(stock)), count: number(count) }));
}

/** The most units of a product that an order can have. */
function most(stock) {
  return Math.min(stock ?? Infinity, shop().lineQuantityMax);
}

function stepper(product) {
  const quantity = picked.get(product.id) ?? 1;
  return quantityField(`pick-${product.id}`, product.name, quantity, product.stock, (chosen) => {
    picked.set(product.id, chosen);
    draw();
  });
}

/** A number between two buttons; accepts any whole number that is typed. */
export function quantityField(id, name, quantity, stock, choose) {
  const limit = most(stock);
  const within = (number) => Math.max(1, Math.min(limit, number));
  const take = (event) => {
    const typed = event.target.value.normalize('NFKC').trim();
    const taken = /^\d{1,9}$/.test(typed) && Number(typed) > 0 ? Number(typed) : quantity;
    event.target.value = String(taken);
    choose(taken);
  };
  return html`
    <span class="stepper" role="group" aria-label=${t('shop.products.quantity', { name })}>
      <button aria-label=${t('shop.products.less', { name })} aria-disabled=${quantity <= 1 ? 'true' : nothing}
        @click=${() => choose(within(quantity - 1))}><span aria-hidden="true">−</span></button>
      <input id=${id} inputmode="numeric" autocomplete="off" aria-label=${t('shop.products.quantity', { name })}
        .value=${beingTyped(id) ? noChange : live(String(quantity))} @change=${take}>
      <button aria-label=${t('shop.products.plus', { name })} aria-disabled=${quantity >= limit ? 'true' : nothing}
        @click=${() => choose(within(quantity + 1))}><span aria-hidden="true">+</span></button>
    </span>
  `;
}

/** Returns whether that field is being edited; a redraw after a change in the shop then keeps its input. */
function beingTyped(id) {
  return document.activeElement?.id === id;
}

function waiting() {
  return html`
    <ul class="plain products" aria-hidden="true">
      ${Array.from({ length: WAITING_CARDS }, () => html`<li class="card product waiting"></li>`)}
    </ul>
    <p class="visually-hidden">${t('loading')}</p>
  `;
}

function find({ target }) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    state.search = target.value.normalize('NFC').trim();
    if (state.search === '') {
      parts.found.clear();
    } else {
      await fetchFound();
    }
    draw();
  }, TYPING_MILLIS);
}

function add(product, part) {
  if (state.userId === null) {
    openWho(() => add(product, part));
    return;
  }
  const count = picked.get(product.id) ?? 1;
  if (inCart(product.id) + count > most(product.stock)) {
    overfull.set(product.id, part);
    clearToasts();
    draw();
    return;
  }
  overfull.delete(product.id);
  addToCart(product, count);
  picked.delete(product.id);
  toast(t('shop.products.added', { name: product.name, count: number(count) }));
  draw();
}

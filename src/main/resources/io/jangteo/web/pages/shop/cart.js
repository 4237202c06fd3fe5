// The cart: its lines, the coupon to use, and placing the order.

import { post } from '../common/api.js';
import { number, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { draw, skeleton } from '../common/view.js';
import { live } from '../lit/directives/live.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import {
  cartAmount,
  cartLines,
  cartUnits,
  chooseCoupon,
  chosenCouponId,
  emptyCart,
  removeFromCart,
  setQuantity,
} from './basket.js';
import { expectedDiscount } from './discount.js';
import { showOrder } from './orders.js';
import { quantityField } from './products.js';
import { action, parts, state } from './state.js';

const ordering = action('cart');

export function cartView() {
  const lines = cartLines();
  return html`
    <section id="cart" aria-labelledby="cart-title" class="cart">
      <div class="card">
        <h2 id="cart-title" tabindex="-1">${t('shop.cart.title')}</h2>
        ${lines.length === 0 ? empty() : shop() === null ? skeleton(4) : filled(lines)}
      </div>
    </section>
  `;
}

/** On a small screen, the cart is far below; this link leads there. */
export function cartBar() {
  const values = { count: number(cartUnits()), amount: won(cartAmount()) };
  return cartUnits() === 0 ? nothing : html`<a class="cart-bar" href="#cart">${t('shop.cart.bar', values)}</a>`;
}

function empty() {
  return html`
    <div class="empty">
      <p>${t('shop.cart.empty')}</p>
      <p class="small">${t(state.userId === null ? 'shop.who.guest' : 'shop.cart.emptyHint')}</p>
    </div>
  `;
}

function filled(lines) {
  const coupon = chosenCoupon();
  const discount = coupon ? expectedDiscount(coupon.discount, cartAmount()) : 0;
  return html`
    <ul class="plain cart-lines">${repeat(lines, (line) => line.productId, lineView)}</ul>
    ${couponChoice()}
    <dl class="sums">
      <dt>${t('shop.cart.items')}</dt><dd class="number">${won(cartAmount())}</dd>
      ${coupon ? html`<dt>${t('shop.cart.discount')}</dt><dd class="number good">−${won(discount)}</dd>` : nothing}
      <dt class="sum">${t('shop.cart.total')}</dt><dd class="number sum">${won(cartAmount() - discount)}</dd>
    </dl>
    ${ordering.view()}
    <button class="primary" aria-disabled=${ordering.disabled} @click=${() => order(lines, coupon)}>
      ${ordering.label(t('shop.cart.order'), t('shop.cart.ordering'))}
    </button>
    ${coupon ? html`<p class="soft small">${t('shop.cart.estimate')}</p>` : nothing}
  `;
}

function lineView(line) {
  const choose = (quantity) => {
    setQuantity(line.productId, quantity);
    draw();
  };
  const remove = () => {
    removeFromCart(line.productId);
    draw();
    document.getElementById('cart-title').focus();
  };
  return html`
    <li>
      <span class="cart-name">${line.name}</span>
      <button class="quiet" aria-label=${t('shop.cart.removeNamed', { name: line.name })} @click=${remove}>
        ${t('shop.cart.remove')}
      </button>
      ${quantityField(`line-${line.productId}`, line.name, line.quantity, line.stock, choose)}
      <strong class="number">${won(line.price * line.quantity)}</strong>
      ${line.gone || line.stock < line.quantity ? html`<p class="cart-short small">${short(line)}</p>` : nothing}
    </li>
  `;
}

function short({ stock, gone }) {
  if (gone) {
    return t('shop.cart.gone');
  }
  return stock === 0 ? t('shop.products.soldOut') : t('shop.cart.left', { count: number(stock) });
}

function couponChoice() {
  const coupons = usable();
  if (coupons.length === 0) {
    return html`<p class="soft small">${t('shop.cart.noneUsable')}</p>`;
  }
  const chosen = chosenCoupon();
  const wished = coupons.find((coupon) => coupon.id === chosenCouponId());
  const choose = (event) => {
    chooseCoupon(Number(event.target.value) || null);
    draw();
  };
  return html`
    <div class="field">
      <label for="cart-coupon">${t('shop.cart.coupon')}</label>
      <select id="cart-coupon" .value=${live(String(chosen?.id ?? ''))} @change=${choose}>
        <option value="">${t('shop.cart.noCoupon')}</option>
        ${repeat(
          coupons,
          (coupon) => coupon.id,
          (coupon) => html`
          <option value=${coupon.id} ?disabled=${!fits(coupon)} ?selected=${coupon === chosen}>
            ${option(coupon)}
          </option>
        `,
        )}
      </select>
      ${wished && !chosen ? html`<p class="small cart-short">${unusable(wished)}</p>` : nothing}
    </div>
  `;
}

function option(coupon) {
  return fits(coupon)
    ? t('shop.cart.off', { name: coupon.name, amount: won(expectedDiscount(coupon.discount, cartAmount())) })
    : t('shop.cart.belowMinimum', { name: coupon.name, amount: won(minimum(coupon)) });
}

function unusable(coupon) {
  return t('shop.cart.unusable', { name: coupon.name, amount: won(minimum(coupon)) });
}

function usable() {
  return parts.mine.items.filter((coupon) => coupon.status === 'ISSUED');
}

/** The chosen coupon, as long as the cart reaches its minimum. */
function chosenCoupon() {
  return usable().find((coupon) => coupon.id === chosenCouponId() && fits(coupon)) ?? null;
}

function fits(coupon) {
  return cartAmount() >= minimum(coupon);
}

/** Only the offer knows the minimum; if it was not loaded, there is none here, and the server decides. */
function minimum(coupon) {
  return parts.offers.items.find((offer) => offer.id === coupon.couponId)?.minOrderAmount ?? 0;
}

async function order(lines, coupon) {
  let placed = null;
  await ordering.run(async () => {
    placed = await post('/orders', {
      userId: state.userId,
      items: lines.map(({ productId, quantity }) => ({ productId, quantity })),
      ...(coupon && { issuedCouponId: coupon.id }),
    });
    emptyCart();
    return t('shop.orders.placed', { id: placed.id });
  });
  if (placed) {
    showOrder(placed.id);
  }
}

// The content of the cart: kept in this browser, for each user and for all windows, until it is ordered.

import { remember, remembered } from '../common/storage.js';
import { draw } from '../common/view.js';
import { action, parts, state } from './state.js';

let cart = { lines: [], issuedCouponId: null };

/**
 * Lines of `{ productId, name, price, quantity, stock, gone }`, with the current price and stock where they are known;
 * `gone` if the shop no longer has the product.
 */
export function cartLines() {
  const { items = [], more = true } = parts.products.value ?? {};
  return cart.lines.map((line) => {
    const product = items.find((one) => one.id === line.productId);
    return product
      ? { ...line, name: product.name, price: product.price, stock: product.stock }
      : { ...line, gone: !more };
  });
}

export function cartUnits() {
  return cart.lines.reduce((sum, line) => sum + line.quantity, 0);
}

export function cartAmount() {
  return cartLines().reduce((sum, line) => sum + line.price * line.quantity, 0);
}

/** Returns how many units of that product are in the cart. */
export function inCart(productId) {
  return cart.lines.find((line) => line.productId === productId)?.quantity ?? 0;
}

export function chosenCouponId() {
  return cart.issuedCouponId;
}

export function chooseCoupon(issuedCouponId) {
  cart.issuedCouponId = issuedCouponId;
  changed();
}

export function addToCart(product, quantity) {
  const line = cart.lines.find((one) => one.productId === product.id);
  if (line) {
    line.quantity += quantity;
  } else {
    cart.lines.push({ productId: product.id, name: product.name, price: product.price, quantity });
  }
  changed();
}

export function setQuantity(productId, quantity) {
  cart.lines.find((line) => line.productId === productId).quantity = quantity;
  changed();
}

export function removeFromCart(productId) {
  cart.lines = cart.lines.filter((line) => line.productId !== productId);
  changed();
}

export function emptyCart() {
  cart = { lines: [], issuedCouponId: null };
  changed();
}

/** Restores the cart of the current user. */
export function restoreCart() {
  cart = JSON.parse(remembered(place())) ?? { lines: [], issuedCouponId: null };
}

/** Clears refusals, because they concern the earlier content of the cart. */
function changed() {
  action('cart').problem = null;
  remember(place(), JSON.stringify(cart));
}

function place() {
  return `cart.${state.userId}`;
}

// Another window of this browser has changed the cart.
window.addEventListener('storage', ({ key }) => {
  if (key === place()) {
    restoreCart();
    draw();
  }
});

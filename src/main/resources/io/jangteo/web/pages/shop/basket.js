// What is in the cart: kept in this window, for each user, until it is ordered.
import { state } from './state.js';

let cart = { lines: [], issuedCouponId: null };

/**
 * Lines of `{ productId, name, price, quantity, stock, gone }`, with the price and stock of now where they are known;
 * `gone` if the shop has no such product any more.
 */
export function cartLines() {
  const { items = [], more = true } = state.parts.products.value ?? {};
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

/** Takes up the cart of the user who shops now. */
export function restoreCart() {
  cart = { lines: [], issuedCouponId: null };
  try {
    cart = JSON.parse(sessionStorage.getItem(place())) ?? cart;
  } catch {
    // It begins empty, then.
  }
}

/** A refusal of what was in the cart says nothing about what is in it now. */
function changed() {
  state.problems.delete('cart');
  try {
    sessionStorage.setItem(place(), JSON.stringify(cart));
  } catch {
    // It holds for this page, then.
  }
}

function place() {
  return `cart.${state.userId}`;
}

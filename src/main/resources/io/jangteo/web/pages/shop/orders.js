// My orders: their items, and paying, cancelling and refunding them.

import { post } from '../common/api.js';
import { dateTime, number, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { badge, draw } from '../common/view.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { charge, chargeRefusal, mayCharge } from './me.js';
import { action, parts, state, userPart } from './state.js';
import './countdown.js';

const BADGES = { PENDING: 'warn', PAID: 'good', CANCELLED: '', EXPIRED: '', REFUNDED: '' };

/** The order that the dialog asks about; `null` for none. */
let refunding = null;

export function ordersView() {
  return html`
    <section class="card" id="orders" aria-labelledby="orders-title">
      <h2 id="orders-title">${t('shop.orders.title')}</h2>
      ${userPart(parts.orders, list, 4)}
    </section>
  `;
}

/** Scrolls to an order and moves the focus there. */
export function showOrder(id) {
  document.getElementById(`order-${id}`)?.focus();
}

export function refundDialog() {
  return html`
    <dialog id="refund-dialog" aria-labelledby="refund-title">
      ${
        refunding === null
          ? nothing
          : html`
        <div class="stack">
          <h2 id="refund-title">${t('shop.orders.refundAsk', { id: refunding.id })}</h2>
          <p>${t('shop.orders.refundWhat', { amount: won(refunding.totalAmount) })}</p>
          <div class="row">
            <button class="danger" @click=${confirmRefund}>${t('shop.orders.refundYes')}</button>
            <button @click=${() => dialog().close()}>${t('cancel')}</button>
          </div>
        </div>
      `
      }
    </dialog>
  `;
}

function list(orders) {
  if (orders.items.length === 0) {
    return html`<p class="empty">${t('shop.orders.none')}</p>`;
  }
  return html`
    <ul class="plain orders">${repeat(orders.items, (order) => order.id, orderView)}</ul>
    ${parts.orders.moreButton()}
  `;
}

function orderView(order) {
  return html`
    <li class="order" id="order-${order.id}" tabindex="-1" aria-labelledby="order-title-${order.id}">
      <div class="row between">
        <h3 id="order-title-${order.id}">${t('shop.orders.number', { id: order.id })}</h3>
        ${badge(t(`shop.orders.${order.status}`), BADGES[order.status])}
      </div>
      <p class="soft small">${dateTime(order.createdAt)}${
        order.paidAt ? html` · ${t('shop.orders.paidAt', { time: dateTime(order.paidAt) })}` : nothing
      }</p>
      <ul class="plain order-lines">
        ${order.items.map(
          (item) => html`
          <li><span>${t('shop.orders.line', { name: item.name, count: number(item.quantity) })}</span>
            <span class="number">${won(item.amount)}</span></li>
        `,
        )}
      </ul>
      ${amounts(order)} ${actions(order)} ${orderRefusal(order)}
    </li>
  `;
}

function amounts(order) {
  return html`
    <dl class="sums">
      ${
        order.discountAmount === 0
          ? nothing
          : html`
        <dt>${t('shop.cart.items')}</dt><dd class="number">${won(order.itemsAmount)}</dd>
        <dt>${t('shop.orders.discount')}</dt><dd class="number good">−${won(order.discountAmount)}</dd>
      `
      }
      <dt class="sum">${t('shop.orders.total')}</dt><dd class="number sum">${won(order.totalAmount)}</dd>
    </dl>
  `;
}

function actions(order) {
  const working = action(`order:${order.id}`);
  const { disabled } = working;
  if (order.status === 'PENDING') {
    return html`
      <shop-countdown class="small" until=${order.expiresAt}></shop-countdown>
      <div class="row">
        <button class="primary" aria-disabled=${disabled} @click=${() => pay(order)}>
          ${working.label(t('shop.orders.pay', { amount: won(order.totalAmount) }), t('shop.orders.paying'), 'pay')}
        </button>
        <button aria-disabled=${disabled} @click=${() => cancel(order, 'cancelled')}>
          ${working.label(t('shop.orders.cancel'), t('shop.orders.cancelling'), 'cancel')}
        </button>
      </div>
    `;
  }
  return order.status === 'PAID'
    ? html`<div class="row"><button aria-disabled=${disabled} @click=${() => askRefund(order)}>
        ${working.label(t('shop.orders.refund'), t('shop.orders.refunding'), 'cancel')}</button></div>`
    : nothing;
}

/** Shown beside the order; if points are missing, offers the charge if one charge is enough. */
function orderRefusal(order) {
  const paying = action(`order:${order.id}`);
  if (paying.problem?.code !== 'INSUFFICIENT_POINTS') {
    return paying.view(chargeRefusal);
  }
  const { required } = paying.problem.body;
  const balance = parts.me.value?.point ?? paying.problem.body.balance;
  if (order.status !== 'PENDING' || balance >= required) {
    return nothing; // It was paid, or can be, since.
  }
  const { chargeMin, chargeMax, balanceMax } = shop();
  const amount = Math.max(required - balance, chargeMin);
  return html`
    ${paying.view(() => t(`shop.orders.${mayCharge() ? 'short' : 'shortByShop'}`, { required: won(required), balance: won(balance) }))}
    ${
      !mayCharge() || amount > chargeMax || balance + amount > balanceMax
        ? nothing
        : html`
      <div class="row">
        <button aria-disabled=${paying.disabled} @click=${() => paying.run(() => charge(amount), 'charge')}>
          ${t('shop.orders.chargeDifference', { amount: won(amount) })}
        </button>
      </div>
    `
    }
  `;
}

function pay(order) {
  return action(`order:${order.id}`).run(async () => {
    await post(`/orders/${order.id}/payment`, { userId: state.userId });
    return t('shop.orders.paid', { id: order.id });
  }, 'pay');
}

function cancel(order, done) {
  return action(`order:${order.id}`).run(async () => {
    await post(`/orders/${order.id}/cancel`, { userId: state.userId });
    return t(`shop.orders.${done}`, { id: order.id });
  }, 'cancel');
}

function askRefund(order) {
  refunding = order;
  draw();
  dialog().showModal();
}

function confirmRefund() {
  dialog().close();
  return cancel(refunding, 'refunded');
}

function dialog() {
  return document.getElementById('refund-dialog');
}

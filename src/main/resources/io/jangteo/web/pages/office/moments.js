// Puts everything that an order caused into one timeline: { at, kind, tone, values, future }, in the order of time, and at
// the same moment in the order of cause and effect. What is due has no moment (`at` is `null`) and comes last.

import { number, signedWon, units, won } from '../common/format.js';
import { shopNow } from '../common/live.js';
import { eventText } from './deliveries.js';
import { failure } from './failures.js';

const CAUSES = [
  'COUPON_ISSUED',
  'PLACED',
  'STOCK',
  'PAID',
  'CANCELLED',
  'EXPIRED',
  'REFUNDED',
  'ENTRY',
  'COUPON',
  'MESSAGE',
  'ATTEMPT',
  'NEXT',
];
const TONES = { PAID: 'good', REFUNDED: 'bad', ATTEMPT_DELIVERED: 'good', ATTEMPT_FAILED: 'warn', ATTEMPT_DEAD: 'bad' };

export function moments(trail) {
  const all = [
    ...trail.events.map(({ at, kind, reason }) => moment(at, kind, kind, { reason: reason ?? '' })),
    ...trail.stockMovements.map((movement) => stock(movement, trail.order)),
    ...trail.entries.map(entry),
    ...coupon(trail),
    ...trail.deliveries.flatMap(delivery),
  ];
  return all.sort((one, other) => order(one) - order(other) || one.cause - other.cause);
}

function order({ at }) {
  return at === null ? Number.MAX_VALUE : Date.parse(at);
}

/** `cause` determines the order among events of the same moment, `kind` the text. */
function moment(at, cause, kind, values = {}, future = false) {
  return { at, kind, tone: TONES[kind] ?? '', values, future, cause: CAUSES.indexOf(cause) };
}

function stock({ at, productId, kind, delta, stockAfter }, order) {
  const name = order.items.find((item) => item.productId === productId)?.name ?? String(productId);
  // Goods come back because the order was closed, so they follow that event.
  return moment(at, kind === 'ORDER' ? 'STOCK' : 'ENTRY', delta < 0 ? 'STOCK_TAKEN' : 'STOCK_BACK', {
    name,
    count: units(Math.abs(delta)),
    left: units(stockAfter),
  });
}

function entry({ at, kind, amount, balanceAfter }) {
  return moment(at, 'ENTRY', `POINTS_${kind}`, { amount: signedWon(amount), balance: won(balanceAfter) });
}

/** A refund gives a coupon back unless it has expired; the coupon then no longer names an order. */
function coupon({ coupon: used, events, order }) {
  if (!used) {
    return [];
  }
  const at = (kind) => events.find((event) => event.kind === kind)?.at;
  const found = [moment(used.issuedAt, 'COUPON_ISSUED', 'COUPON_ISSUED', { name: used.name, rank: number(used.rank) })];
  if (at('PAID')) {
    found.push(moment(at('PAID'), 'COUPON', 'COUPON_USED', { name: used.name, amount: won(order.discountAmount) }));
  }
  if (at('REFUNDED')) {
    const kind = used.orderId === order.id ? 'COUPON_KEPT' : 'COUPON_BACK';
    found.push(moment(at('REFUNDED'), 'COUPON', kind, { name: used.name }));
  }
  return found;
}

function delivery({ createdAt, nextAttemptAt, messageId, type, attempts }) {
  const found = [moment(createdAt, 'MESSAGE', 'MESSAGE', { messageId, what: eventText(type) })];
  attempts.forEach(({ at, number: count, outcome, error }) => {
    found.push(
      moment(at, 'ATTEMPT', `ATTEMPT_${outcome}`, { count: number(count), error: error ? failure(error) : '' }),
    );
  });
  if (nextAttemptAt) {
    found.push(moment(Date.parse(nextAttemptAt) > shopNow() ? nextAttemptAt : null, 'NEXT', 'NEXT', {}, true));
  }
  return found;
}

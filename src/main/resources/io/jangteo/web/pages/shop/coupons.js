// The coupons: those on offer, first come, first served, and those of the user.

import { post, tried } from '../common/api.js';
import { dateTime, discountText, number, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shopNow } from '../common/live.js';
import { badge, skeleton } from '../common/view.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { firstFew, restButton } from './few.js';
import { action, parts, state, userPart } from './state.js';
import { openWho } from './who.js';

const BADGES = { ISSUED: 'good', USED: '', EXPIRED: '', REVOKED: '' };
const USABLE_FIRST = ['ISSUED', 'USED', 'EXPIRED', 'REVOKED'];

const MINE_ALREADY = 'COUPON_ALREADY_ISSUED';
const SOLD_OUT = 'COUPON_SOLD_OUT';

/** The state of each offer when it was first seen. */
const standings = new Map();

export function couponsView() {
  return html`
    <section class="card coupons" id="coupons" aria-labelledby="coupons-title">
      <h2 id="coupons-title">${t('shop.coupons.title')}</h2>
      ${parts.offers.view(offers, skeleton(6))}
      <h3>${t('shop.coupons.my')}</h3>
      ${userPart(parts.mine, mine, 2)}
    </section>
  `;
}

function offers(list) {
  if (list.items.length === 0) {
    return html`<p class="empty">${t('shop.coupons.none')}</p>`;
  }
  return html`
    <ul class="plain offers">${repeat(firstFew(parts.offers, inOrder(list.items)), (offer) => offer.id, offerView)}</ul>
    ${restButton(parts.offers)}
  `;
}

/** Offers that can be taken come first. Each keeps its first place, so that none moves away under a finger. */
function inOrder(items) {
  for (const offer of items.filter(({ id }) => !standings.has(id))) {
    standings.set(offer.id, standing(offer));
  }
  return [...items].sort((one, other) => standings.get(one.id) - standings.get(other.id));
}

/** 0: can be taken now, 1: later, 2: never again. */
function standing(offer) {
  return isOver(offer) || offer.issued >= offer.quantity ? 2 : isBefore(offer.issueFrom) ? 1 : 0;
}

function offerView(offer) {
  const left = offer.quantity - offer.issued;
  return html`
    <li class="offer" tabindex="-1" aria-labelledby="offer-title-${offer.id}">
      <h3 class="offer-name" id="offer-title-${offer.id}">${offer.name}</h3>
      <p class="offer-discount">${terms(offer)}</p>
      <div class="offer-left">
        <meter min="0" max=${offer.quantity} value=${left}
          aria-label=${offer.name}></meter>
        <span class="small number">
          ${t('shop.coupons.left', { left: number(left), quantity: number(offer.quantity) })}
        </span>
      </div>
      <p class="soft small">${when(offer)}</p>
      <div class="offer-take">${take(offer)}</div>
      ${refusalOf(offer)}
    </li>
  `;
}

/** `5,000원 할인 · 30,000원 이상 주문 시`. */
function terms(offer) {
  const minimum = t('shop.coupons.minimum', { amount: won(offer.minOrderAmount) });
  return discountText(offer.discount) + (offer.minOrderAmount > 0 ? ` · ${minimum}` : '');
}

function isBefore(time) {
  return time !== null && shopNow() < Date.parse(time);
}

function isOver(offer) {
  return offer.issueUntil !== null && !isBefore(offer.issueUntil);
}

function when(offer) {
  const validity = t('shop.coupons.validDays', { days: number(offer.validDays) });
  if (isOver(offer)) {
    return t('shop.coupons.ended', { time: dateTime(offer.issueUntil) });
  }
  const opens = isBefore(offer.issueFrom) ? [t('shop.coupons.opens', { time: dateTime(offer.issueFrom) })] : [];
  const until = offer.issueUntil ? [t('shop.coupons.until', { time: dateTime(offer.issueUntil) })] : [];
  return [...opens, ...until, validity].join(' · ');
}

/** The user's copy of the offer, if any. */
function mineOf(offer) {
  return parts.mine.items.find((coupon) => coupon.couponId === offer.id);
}

/** What was refused at the last press, as long as it holds. */
function refusalOf(offer) {
  const taking = action(`coupon:${offer.id}`);
  const isBack = taking.problem?.code === SOLD_OUT && offer.issued < offer.quantity && !taking.busy;
  return isBack || mineOf(offer) ? nothing : taking.view();
}

/** The button, or the reason why there is none. */
function take(offer) {
  const issued = mineOf(offer);
  if (issued) {
    return badge(t('shop.coupons.rank', { rank: number(issued.rank) }), 'good');
  }
  if (isBefore(offer.issueFrom)) {
    return badge(t('shop.coupons.notOpen'), '');
  }
  if (isOver(offer)) {
    return badge(t('shop.coupons.closed'), '');
  }
  if (offer.issued >= offer.quantity) {
    return badge(t('shop.coupons.soldOut'), 'bad');
  }
  return html`
    <button aria-disabled=${action(`coupon:${offer.id}`).disabled} aria-label=${t('shop.coupons.takeNamed', { name: offer.name })}
      @click=${() => takeOne(offer)}>
      ${action(`coupon:${offer.id}`).label(t('shop.coupons.take'), t('shop.coupons.taking'))}
    </button>
  `;
}

function takeOne(offer) {
  if (state.userId === null) {
    return openWho(() => takeOne(offer));
  }
  return action(`coupon:${offer.id}`).run(async () => {
    const { value: issued, problem } = await tried(() => post(`/coupons/${offer.id}/issue`, { userId: state.userId }));
    if (problem?.code === MINE_ALREADY) {
      return t('shop.coupons.mineAlready'); // No refusal: the page shows the coupon from now on.
    }
    if (problem) {
      throw problem;
    }
    return t('shop.coupons.taken', { rank: number(issued.rank) });
  });
}

function mine(list) {
  if (list.items.length === 0) {
    return html`<p class="empty">${t('shop.coupons.myNone')}</p>`;
  }
  const order = (coupon) => USABLE_FIRST.indexOf(coupon.status);
  const coupons = [...list.items].sort((one, other) => order(one) - order(other));
  return html`
    <ul class="plain my-coupons">${repeat(firstFew(parts.mine, coupons), (coupon) => coupon.id, myCoupon)}</ul>
    ${restButton(parts.mine)}
  `;
}

function myCoupon(coupon) {
  const until = t('shop.coupons.expires', { time: dateTime(coupon.expiresAt) });
  return html`
    <li tabindex="-1">
      ${badge(t(`shop.coupons.${coupon.status}`), BADGES[coupon.status])}
      <span class="my-coupon-name">${coupon.name}
        <span class="soft small">${discountText(coupon.discount)}</span></span>
      <span class="soft small">
        ${coupon.status === 'USED' || coupon.status === 'REVOKED' ? nothing : `${until} · `}
        ${t('shop.coupons.rank', { rank: number(coupon.rank) })}
      </span>
    </li>
  `;
}

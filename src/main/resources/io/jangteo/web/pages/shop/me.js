// The current user, the balance, and charging it.

import { post } from '../common/api.js';
import { won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { draw, refusal, skeleton } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { action, isEmpty, parts, state } from './state.js';
import { leave, lostUser } from './user.js';
import { asksForToken, openWho, whyNot } from './who.js';

const charging = action('charge');
const QUICK_AMOUNTS = [1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000];
const QUICK_COUNT = 4;
/** Digits in groups of three, as people write large numbers. */
const GROUPED = /^\d{1,3}(,\d{3})+$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

export function meView() {
  return html`
    <section class="card me ${state.userId === null ? '' : 'known'}" id="me" aria-labelledby="me-title">
      <h2 id="me-title" class="visually-hidden">${t('shop.who.title')}</h2>
      ${state.userId === null ? guestPart() : accountPart()}
    </section>
  `;
}

/** Charges that amount and confirms it; `undefined` is sent as no amount, and the server answers that it is missing. */
export async function charge(amount) {
  await post(`/users/${state.userId}/points/charge`, { amount });
  return t('shop.balance.done', { amount: won(amount) });
}

function guestPart() {
  return shop() ? guest() : skeleton(4);
}

function accountPart() {
  return shop() ? parts.me.view(account, skeleton(5)) : skeleton(5);
}

function guest() {
  const lost = lostUser();
  return html`
    ${lost ? refusal(t('shop.who.gone', { id: lost.id, why: whyNot(lost.problem) })) : nothing}
    <p><strong>${t('shop.who.guest')}</strong></p>
    ${guestHint()}
    <button class="primary" @click=${() => openWho()}>${t('shop.who.choose')}</button>
  `;
}

function guestHint() {
  if (!asksForToken() && isEmpty()) {
    return nothing; // It tells of the goods.
  }
  return html`<p class="soft">${t(asksForToken() ? 'shop.who.guestToken' : 'shop.who.guestHint')}</p>`;
}

function account(user) {
  return html`
    <div class="row between">
      <p><strong>${t('shop.who.name', { name: user.name })}</strong>
        <span class="soft small">${t('shop.who.number', { id: user.id })}</span></p>
      <span class="row">
        <button class="quiet" @click=${() => openWho()}>${t('shop.who.change')}</button>
        <button class="quiet" @click=${goOut}>${t('shop.who.leave')}</button>
      </span>
    </div>
    <p class="balance"><span class="soft small">${t('shop.balance.title')}</span>
      <span class="big number" id="balance">${won(user.point)}</span></p>
    ${mayCharge() ? chargePart() : html`<p class="soft small">${t('shop.balance.byShop')}</p>`}
  `;
}

/** Returns whether shoppers charge here; if not, the shop does, with a payment behind each charge. */
export function mayCharge() {
  return shop().charges === 'SHOPPER';
}

function chargePart() {
  return html`
    <div class="quick" role="group" aria-label=${t('shop.balance.quick')}>
      ${quickAmounts().map(
        (amount) => html`
        <button aria-disabled=${charging.disabled} aria-label=${t('shop.balance.quickOne', { amount: won(amount) })}
          @click=${() => charging.run(() => charge(amount), amount)}>
          ${charging.label(`+${won(amount)}`, t('shop.balance.charging'), amount)}
        </button>
      `,
      )}
    </div>
    <form class="charge" @submit=${submit} novalidate>
      <div class="field">
        <label for="charge-amount">${t('shop.balance.custom')}</label>
        <input id="charge-amount" name="amount" inputmode="numeric" autocomplete="off"
          aria-invalid=${charging.problem?.code === 'INVALID_CHARGE_AMOUNT' ? 'true' : nothing}
          aria-describedby="error-charge charge-bounds">
      </div>
      <button class="primary" aria-disabled=${charging.disabled}>
        ${charging.label(t('shop.balance.charge'), t('shop.balance.charging'), 'typed')}
      </button>
    </form>
    ${charging.view(chargeRefusal, 'error-charge')}
    <p class="soft small" id="charge-bounds">${t('shop.balance.bounds', bounds())}</p>
  `;
}

/** Explains exactly why a charge was refused. */
export function chargeRefusal(problem) {
  const violation = problem.body.violation;
  return problem.code === 'INVALID_CHARGE_AMOUNT' && violation
    ? t(`violation.${violation}`, bounds())
    : problem.message;
}

function bounds() {
  const { chargeMin, chargeMax, balanceMax } = shop();
  return { minimum: won(chargeMin), maximum: won(chargeMax), limit: won(balanceMax) };
}

/** A few round amounts that may be charged here, or the minimum if none of them may. */
function quickAmounts() {
  const { chargeMin, chargeMax } = shop();
  const allowed = QUICK_AMOUNTS.filter((amount) => amount >= chargeMin && amount <= chargeMax);
  const some = allowed.length > QUICK_COUNT ? allowed.slice(1, QUICK_COUNT + 1) : allowed;
  return some.length > 0 ? some : [chargeMin];
}

function submit(event) {
  event.preventDefault();
  const form = event.target;
  const amount = typedNumber(form.elements.amount.value);
  return charging.run(async () => {
    const done = await charge(amount);
    form.reset();
    return done;
  }, 'typed');
}

/** Parses the input, also full-width digits; text that is not a number, such as `1e4`, stays text for the server to refuse. */
function typedNumber(text) {
  const typed = text.normalize('NFKC').trim();
  const plain = GROUPED.test(typed) ? typed.replaceAll(',', '') : typed;
  return typed === '' ? undefined : DECIMAL.test(plain) ? Number(plain) : typed;
}

function goOut() {
  leave();
  draw();
}

// <shop-countdown until="…">: the time left to pay. Each second, only its own text changes.

import { minutesAndSeconds } from '../common/format.js';
import { t } from '../common/language.js';
import { shopNow } from '../common/live.js';

const PERIOD_MILLIS = 1000;

class ShopCountdown extends HTMLElement {
  #timer = null;

  connectedCallback() {
    this.#show();
    this.#timer = setInterval(() => this.#show(), PERIOD_MILLIS);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #show() {
    const left = Date.parse(this.getAttribute('until')) - shopNow();
    const time = minutesAndSeconds(left);
    this.textContent = left > 0 ? t('shop.orders.timeLeft', { time }) : t('shop.orders.timeOver');
  }
}

customElements.define('shop-countdown', ShopCountdown);

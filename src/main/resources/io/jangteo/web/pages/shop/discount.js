// What a coupon takes off, in words and in won.
import { t } from '../common/language.js';
import { won } from '../common/format.js';

/** `50% 할인, 최대 15,000원`. */
export function discountText(discount) {
  if (discount.type === 'FIXED') {
    return t('shop.coupons.fixed', { amount: won(discount.amount) });
  }
  const values = { percent: discount.percent, amount: discount.maxAmount ? won(discount.maxAmount) : '' };
  return t(discount.maxAmount ? 'shop.coupons.percentMax' : 'shop.coupons.percent', values);
}

/** What an order of that amount would get off; the server rounds a share down to a whole won too. */
export function expectedDiscount(discount, itemsAmount) {
  if (discount.type === 'FIXED') {
    return Math.min(discount.amount, itemsAmount);
  }
  // In two parts, so that no product leaves the whole numbers that JavaScript can tell apart.
  const hundreds = Math.floor(itemsAmount / 100);
  const share = hundreds * discount.percent + Math.floor(((itemsAmount % 100) * discount.percent) / 100);
  return Math.min(share, discount.maxAmount ?? share);
}

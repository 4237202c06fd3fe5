// The expected discount of a coupon.

/** Returns the discount on an order of that amount; like the server, rounds a percentage down to a whole won. */
export function expectedDiscount(discount, itemsAmount) {
  if (discount.type === 'FIXED') {
    return Math.min(discount.amount, itemsAmount);
  }
  // Computed in two parts, so that no product exceeds the safe integers of JavaScript.
  const hundreds = Math.floor(itemsAmount / 100);
  const share = hundreds * discount.percent + Math.floor(((itemsAmount % 100) * discount.percent) / 100);
  return Math.min(share, discount.maxAmount ?? share);
}

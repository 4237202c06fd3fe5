// What a coupon is expected to take off.

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

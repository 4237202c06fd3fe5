// The texts of the checks of the books, by the names of the checks.

import { addTexts, t } from './language.js';

export const texts = {
  ko: {
    checks: {
      'balance-is-the-sum-of-its-entries': '잔액은 포인트 내역을 모두 더한 값',
      'balance-is-what-the-last-entry-left': '잔액은 마지막 내역이 남긴 값',
      'entry-goes-on-from-the-one-before': '포인트 내역은 바로 앞 내역에서 이어짐',
      'charge-reference-is-unique': '충전은 결제마다 한 번',
      'balance-is-within-its-limits': '잔액은 0원 이상, 한도 이하',
      'balance-limit-is-the-shops': '잔액 한도는 모두 같음',
      'product-began-with-its-first-stock': '상품은 처음 재고로 시작함',
      'stock-is-the-sum-of-its-movements': '재고는 들고 난 수량을 모두 더한 값',
      'stock-is-what-the-last-movement-left': '재고는 마지막 움직임이 남긴 값',
      'movement-goes-on-from-the-one-before': '재고 움직임은 바로 앞에서 이어짐',
      'stock-is-what-came-in-less-what-orders-hold': '재고는 들어온 수량에서 주문이 가진 수량을 뺀 값',
      'order-line-took-its-stock': '주문한 상품마다 재고를 한 번 뺌',
      'closed-order-line-gave-its-stock-back': '닫힌 주문은 재고를 한 번 돌려줌',
      'movement-belongs-to-an-order-line': '주문의 재고 움직임에는 주문한 상품이 있음',
      'coupon-counts-its-issued-ones': '쿠폰의 발급 수는 실제로 발급한 장수',
      'coupon-is-issued-within-its-quantity': '쿠폰은 정한 수량까지만 발급',
      'coupon-ranks-have-no-gap': '쿠폰 순번은 1번부터 빈틈없음',
      'coupon-is-issued-once-to-a-user': '쿠폰은 한 사람에게 한 장',
      'issued-coupon-is-valid-for-its-days': '발급한 쿠폰의 기한은 정한 날수만큼',
      'coupon-reference-is-unique': '참조 번호는 쿠폰마다 다름',
      'coupon-is-what-its-changes-made-of-it': '쿠폰은 마지막으로 바꾼 그대로',
      'coupon-was-issued-within-what-stood-then': '쿠폰은 그때의 수량 안에서, 마감 전에만 발급',
      'revoked-coupon-is-not-used': '회수한 쿠폰은 쓰이지 않음',
      'order-status-agrees-with-its-times': '주문 상태와 시각이 서로 맞음',
      'order-adds-up-its-lines': '주문 금액은 상품 금액의 합에서 할인을 뺀 값',
      'order-discount-follows-its-coupon': '할인은 쿠폰이 정한 만큼',
      'paid-order-has-one-delivery': '결제한 주문마다 보낼 메시지 하나',
      'delivery-says-what-its-order-says': '메시지의 내용은 주문과 같음',
      'delivery-has-its-attempts': '메시지마다 시도한 횟수만큼 기록이 있음',
      'paid-order-has-one-spend': '결제한 주문마다 포인트를 한 번 씀',
      'refunded-order-has-one-refund': '환불한 주문마다 포인트를 한 번 돌려줌',
      'entry-belongs-to-a-paid-order': '쓰고 돌려준 포인트에는 그 주문이 있음',
      'order-names-a-coupon-of-its-user': '주문의 쿠폰은 주문한 사람의 것',
      'paid-order-uses-its-coupon': '결제한 주문은 제 쿠폰을 기한 안에 씀',
      'used-coupon-names-the-order-that-paid-with-it': '쓴 쿠폰에는 그 쿠폰으로 결제한 주문이 있음',
      'refunded-order-gave-its-coupon-back-unless-expired': '환불하면 기한이 남은 쿠폰은 돌려줌',
      'daily-sales-are-the-recount-of-the-orders': '날짜별 판매량은 주문을 다시 센 값',
    },
  },
  en: {
    checks: {
      'balance-is-the-sum-of-its-entries': 'A balance is the sum of its entries',
      'balance-is-what-the-last-entry-left': 'A balance is what the last entry left',
      'entry-goes-on-from-the-one-before': 'Each entry continues from the previous one',
      'charge-reference-is-unique': 'A payment is charged once',
      'balance-is-within-its-limits': 'A balance is within its limits',
      'balance-limit-is-the-shops': 'The limit of a balance is the same for all',
      'product-began-with-its-first-stock': 'A product began with its initial stock',
      'stock-is-the-sum-of-its-movements': 'Stock is the sum of its movements',
      'stock-is-what-the-last-movement-left': 'Stock is what the last movement left',
      'movement-goes-on-from-the-one-before': 'Each stock movement continues from the previous one',
      'stock-is-what-came-in-less-what-orders-hold': 'Stock is what came in less what orders hold',
      'order-line-took-its-stock': 'Each line of an order took its stock once',
      'closed-order-line-gave-its-stock-back': 'Each line of a closed order gave its stock back once',
      'movement-belongs-to-an-order-line': 'Stock moved by an order belongs to one of its lines',
      'coupon-counts-its-issued-ones': 'A coupon’s count is the number of issued copies',
      'coupon-is-issued-within-its-quantity': 'No more copies are issued than the quantity allows',
      'coupon-ranks-have-no-gap': 'The ranks of a coupon run from 1 without a gap',
      'coupon-is-issued-once-to-a-user': 'A coupon is issued at most once to a user',
      'issued-coupon-is-valid-for-its-days': 'An issued coupon is valid for its number of days',
      'coupon-reference-is-unique': 'No two coupons have the same reference',
      'coupon-is-what-its-changes-made-of-it': 'A coupon is what its last change left',
      'coupon-was-issued-within-what-stood-then':
        'Coupons were issued within the quantity of that time, and not after the close',
      'revoked-coupon-is-not-used': 'A coupon that was taken back is not used',
      'order-status-agrees-with-its-times': 'The status of an order agrees with its times',
      'order-adds-up-its-lines': 'An order’s total is the sum of its lines less the discount',
      'order-discount-follows-its-coupon': 'A discount is what the coupon gives',
      'paid-order-has-one-delivery': 'A paid order has one message for the data platform',
      'delivery-says-what-its-order-says': 'A message matches its order',
      'delivery-has-its-attempts': 'A message has a record of each attempt',
      'paid-order-has-one-spend': 'A paid order took points once',
      'refunded-order-has-one-refund': 'A refunded order gave points back once',
      'entry-belongs-to-a-paid-order': 'Points taken or given back belong to an order',
      'order-names-a-coupon-of-its-user': 'The coupon of an order belongs to its user',
      'paid-order-uses-its-coupon': 'A paid order uses its coupon, while it is valid',
      'used-coupon-names-the-order-that-paid-with-it': 'A used coupon names the order that paid with it',
      'refunded-order-gave-its-coupon-back-unless-expired': 'A refund gives a coupon back unless it has expired',
      'daily-sales-are-the-recount-of-the-orders': 'Daily sales equal a recount of the orders',
    },
  },
};

addTexts(texts);

/** Returns the text of a check, or its name if it has none. */
export function checkText(name) {
  const words = t(`checks.${name}`);
  return words === `checks.${name}` ? name : words;
}

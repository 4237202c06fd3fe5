// Numbers and times as people read them, in the reader's language and the shop's time zone.

import { language, t } from './language.js';
import { shop, shopNow } from './live.js';

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
const formatters = new Map();
const locale = () => (language() === 'ko' ? 'ko-KR' : 'en-GB');

export function number(value) {
  return new Intl.NumberFormat(locale()).format(value);
}

/** `24.7 MB` for a number of bytes. */
export function size(bytes) {
  const step = Math.min(SIZES.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const options = { style: 'unit', unit: SIZES[step], maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale(), options).format(bytes / 1000 ** step);
}

/** `12,000원`. */
export function won(amount) {
  return t('won', { amount: number(amount) });
}

/** `+12,000원` or `−12,000원`. */
export function signedWon(amount) {
  return (amount < 0 ? '−' : '+') + won(Math.abs(amount));
}

/** `12개`. */
export function units(count) {
  return t('units', { count: number(count) });
}

/** `+12개` or `−12개`. */
export function signedUnits(count) {
  return (count < 0 ? '−' : '+') + units(Math.abs(count));
}

/** The discount of a coupon, such as `50% 할인, 최대 15,000원`. */
export function discountText({ type, amount, percent, maxAmount }) {
  if (type === 'FIXED') {
    return t('discount.fixed', { amount: won(amount) });
  }
  return maxAmount ? t('discount.percentMax', { percent, amount: won(maxAmount) }) : t('discount.percent', { percent });
}

/** Day and time to the minute, with the year if it is another one than the shop's. */
export function dateTime(text) {
  const year = yearOf(text) === yearOf(shopNow()) ? undefined : 'numeric';
  return time(text, { year, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Time to the second. */
export function clockTime(text) {
  return time(text, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}

/** A business day such as `2026-11-21`, short, with the year if it is another one than the shop's. */
export function day(date) {
  const year = date.slice(0, 4) === yearOf(shopNow()) ? undefined : 'numeric';
  const options = { year, month: 'short', day: 'numeric', weekday: 'short', timeZone: 'UTC' };
  return formatter(locale(), options).format(new Date(`${date}T00:00:00Z`));
}

/** `29:05` for a duration in milliseconds; never below zero. */
export function minutesAndSeconds(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function time(text, options) {
  return formatter(locale(), { ...options, timeZone: shop()?.zone }).format(new Date(text));
}

/** The year in the shop's zone, such as `2026`. */
function yearOf(moment) {
  return formatter('en', { year: 'numeric', timeZone: shop()?.zone }).format(new Date(moment));
}

/** Formatters are kept: making one takes longer than using it. */
function formatter(locale, options) {
  const name = locale + JSON.stringify(options);
  if (!formatters.has(name)) {
    formatters.set(name, new Intl.DateTimeFormat(locale, options));
  }
  return formatters.get(name);
}

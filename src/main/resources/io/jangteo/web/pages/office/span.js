// A length of time in the largest units that say enough.

import { number } from '../common/format.js';
import { t } from '../common/language.js';

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** `3 d 11 h`, `2 min 5 s` or `0.4 s`: the two largest units that follow each other. */
export function span(seconds) {
  const first = UNITS.findIndex(([length]) => seconds >= length);
  if (first < 0) {
    return said(Math.ceil(seconds * 10) / 10, 'second');
  }
  const parts = UNITS.slice(first, first + 2).map(([length, unit], i) => [
    Math.floor((i === 0 ? seconds : seconds % UNITS[first][0]) / length),
    unit,
  ]);
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => said(count, unit))
    .join(' ');
}

function said(count, unit) {
  return t(`office.span.${unit}`, { count: number(count) });
}

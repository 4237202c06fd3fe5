// Coupons open and close by time alone: the page is drawn again at that very moment, not only at its next look.

import { shopNow } from '../common/live.js';
import { draw } from '../common/view.js';
import { parts } from './state.js';

/** Longer than any window stays open; a timer counts no further. */
const WAIT_MAX_MILLIS = 2 ** 31 - 1;

let timer = null;

/** To be called after each drawing: what was fetched may turn at another moment than before. */
export function drawAtNextTurn() {
  clearTimeout(timer);
  const now = shopNow();
  const turns = parts.offers.items
    .flatMap(({ issueFrom, issueUntil }) => [Date.parse(issueFrom), Date.parse(issueUntil)])
    .filter((turn) => turn > now);
  timer = turns.length > 0 ? setTimeout(draw, Math.min(Math.min(...turns) - now, WAIT_MAX_MILLIS)) : null;
}

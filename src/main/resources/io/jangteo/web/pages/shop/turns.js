// Coupons open and close with time alone: the page is drawn again at that very moment, not only at its next poll.

import { shopNow } from '../common/live.js';
import { draw } from '../common/view.js';
import { parts } from './state.js';

/** Longer than any window stays open, and the longest delay of a timer. */
const WAIT_MAX_MILLIS = 2 ** 31 - 1;

let timer = null;

/** Must be called after each drawing, because newly fetched coupons may open or close at another moment. */
export function drawAtNextTurn() {
  clearTimeout(timer);
  const now = shopNow();
  const turns = parts.offers.items
    .flatMap(({ issueFrom, issueUntil }) => [Date.parse(issueFrom), Date.parse(issueUntil)])
    .filter((turn) => turn > now);
  timer = turns.length > 0 ? setTimeout(draw, Math.min(Math.min(...turns) - now, WAIT_MAX_MILLIS)) : null;
}

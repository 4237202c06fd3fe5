// Keeps a page in step with the shop. One small call a second asks whether anything has changed, one in five seconds if
// nobody is at the page; only then does the page fetch the rest. An event stream would hold one of the few connections that
// a browser allows to a host for each window.

import { get } from './api.js';

const PERIOD_MILLIS = 1000;
/** While nobody touches the page, it asks less often, from this time on. */
const IDLE_AFTER_MILLIS = 60_000;
const IDLE_PERIOD_MILLIS = 5000;
/** How often an idle page fetches what others have changed. */
const IDLE_REFRESH_MILLIS = 15_000;
const SIGNS_OF_A_READER = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focusin'];
/** Some things change with time alone, such as when a coupon opens. */
const ANYWAY_MILLIS = 20_000;
/** If every poll finds a change, as in a rush, the page fetches everything only at every fourth poll. */
const BUSY_AFTER_LOOKS = 3;
const BUSY_MILLIS = 4000;
/** The time after which a poll counts as failed and the reader is warned that the page may be outdated. */
const LATE_MILLIS = 5000;

let current = null;
let aheadMillis = 0;
let refreshedAt = 0;
let changesShown = null;
let busyLooks = 0;
let timer = null;
let running = null;
/** The poll that begins when the running one ends; `null` if none was requested. */
let next = null;
let refresh = async () => {};
let lost = false;
/** When the reader last touched the page. */
let stirredAt = Date.now();

/** The shop's settings from `GET /shop`; `null` before the first answer. */
export function shop() {
  return current;
}

/** The shop's time in milliseconds since 1970. */
export function shopNow() {
  return Date.now() + aheadMillis;
}

/** Whether the shop is open to its customers: no demo, no test, and each has a token. False until the shop answers. */
export function isLive() {
  return current !== null && current.auth === 'TOKEN' && !current.demo && !current.testMode;
}

/** Calls back now, and again whenever the shop may have changed, while the page is visible. */
export function keepInStep(callback) {
  refresh = callback;
  for (const sign of SIGNS_OF_A_READER) {
    window.addEventListener(sign, stir, { passive: true, capture: true });
  }
  document.addEventListener('visibilitychange', () => schedule(document.hidden ? null : 0));
  return look(true);
}

/** Fetches everything again after a change made by this page. */
export function refreshNow() {
  return look(true);
}

async function look(whatever) {
  if (running) {
    if (whatever) {
      next ??= running.then(lookNext); // The running poll may have been sent before the change.
    }
    return whatever ? next : running;
  }
  running = lookOnce(whatever);
  try {
    await running;
  } finally {
    running = null;
  }
  schedule(document.hidden ? null : isIdle() ? IDLE_PERIOD_MILLIS : PERIOD_MILLIS);
}

/** Asks at once when the reader comes back to an idle page. */
function stir() {
  const wasIdle = isIdle();
  stirredAt = Date.now();
  if (wasIdle && timer !== null) {
    schedule(0);
  }
}

function isIdle() {
  return Date.now() - stirredAt > IDLE_AFTER_MILLIS;
}

function lookNext() {
  next = null;
  return look(true);
}

async function lookOnce(whatever) {
  try {
    const answer = await soon(get('/shop'));
    busyLooks = answer.changes === current?.changes ? 0 : busyLooks + 1;
    current = answer;
    aheadMillis = Date.parse(answer.now) - Date.now();
    if (whatever || lost || isOld(answer)) {
      refreshedAt = Date.now();
      changesShown = answer.changes;
      await refresh(answer);
    }
    connection(true);
  } catch (problem) {
    if (problem.code !== 'NO_REPLY') {
      console.warn(problem);
    }
    connection(problem.code !== 'NO_REPLY');
  }
}

/** Treats a server that does not answer in time as lost until it answers. */
async function soon(coming) {
  const timer = setTimeout(() => connection(false), LATE_MILLIS);
  try {
    return await coming;
  } finally {
    clearTimeout(timer);
  }
}

/** Returns whether the page may be outdated and it is time to fetch again. */
function isOld(answer) {
  const age = Date.now() - refreshedAt;
  const changed = answer.changes !== changesShown;
  const least = isIdle() ? IDLE_REFRESH_MILLIS : busyLooks <= BUSY_AFTER_LOOKS ? 0 : BUSY_MILLIS;
  return age > ANYWAY_MILLIS || (changed && age >= least);
}

function connection(found) {
  if (lost === found) {
    lost = !found;
    document.dispatchEvent(new CustomEvent('connection', { detail: found }));
  }
}

function schedule(delayMillis) {
  clearTimeout(timer);
  timer = delayMillis === null ? null : setTimeout(() => look(false), delayMillis);
}

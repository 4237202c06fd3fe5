// The calls to the shop's public API.

import { language, t } from './language.js';

const BASE = '/api/v1';
/** How often a POST is sent again, under the same key, when no reply came or the server was too busy. */
const RETRIES = 2;
const RETRY_AFTER_MILLIS = 400;

/** Calls that need the admin key: all of the back office, and a race where shoppers show tokens. */
const ADMIN_CALL = /^\/(admin|races)\b/;

/** The code of a problem for which there is no reply of the server. */
const NO_REPLY = 'NO_REPLY';
/** Asks for the answer alone: nothing of the call stays. */
const DRY_RUN = { Prefer: 'dry-run' };

/** So long the same call again is taken for another try of one that has got no reply; later it is meant anew. */
const ANOTHER_TRY_MILLIS = 60_000;

/** By path and body, the keys of calls that have got no reply, and since when. */
const unanswered = new Map();
/** Refusals of what was done here, the latest last: as many as may still be shown. */
const refused = [];
const REFUSED_MAX = 10;

const credentials = { shopper: null, admin: null };

/** Whose token goes with shoppers' calls; `null` for none. What no header can hold is encoded, to be refused. */
export function useToken(token) {
  credentials.shopper = token && encodeURI(token);
}

/** The key that goes with an administrator's calls; `null` for none. */
export function useAdminKey(key) {
  credentials.admin = key;
}

/** A refusal: `code` is for programs, `message` for people, `body` is the whole problem document. */
class Problem extends Error {
  constructor(status, body) {
    super();
    this.status = status;
    this.code = body.code;
    this.body = body;
  }

  get message() {
    return this.code === NO_REPLY ? t('noReply') : this.body.detail;
  }
}

/**
 * Does work that may be refused: `{ value, problem }`, of which one is `null`. Anything but a refusal is a mistake of the
 * page, and is thrown.
 */
export async function tried(work) {
  try {
    return { value: await work(), problem: null };
  } catch (problem) {
    if (problem instanceof Problem) {
      return { value: null, problem };
    }
    throw problem;
  }
}

/** What `get` gives where the reply is not made yet: how far it is, and when to ask again. */
export class Later {
  constructor(progress, retryAfterSeconds) {
    Object.assign(this, { progress, retryAfterSeconds });
  }
}

/** What the server measures, as it comes: a server that others reach shows it to the admin key alone. */
export function fetchMetrics() {
  const headers = credentials.admin ? { Authorization: `Bearer ${credentials.admin}` } : {};
  return fetch('/metrics', { headers });
}

export function get(path) {
  return call('GET', path);
}

/**
 * Sends a body, or none; at most one effect comes of it, however often it has to be sent. Where no reply came at all,
 * the same call within a minute is still that one: it may have been carried out.
 */
export async function post(path, body) {
  const what = path + JSON.stringify(body);
  const key = keyOfAnotherTry(what) ?? idempotencyKey();
  for (let attempt = 0; ; attempt++) {
    try {
      const reply = await change('POST', path, body, key);
      unanswered.delete(what);
      return reply;
    } catch (problem) {
      const unknown = problem.code === NO_REPLY || problem.status === 503;
      if (!unknown) {
        unanswered.delete(what);
        throw problem;
      }
      if (attempt === RETRIES) {
        unanswered.set(what, { key, sinceMillis: Date.now() });
        throw problem;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MILLIS * (attempt + 1)));
    }
  }
}

function keyOfAnotherTry(what) {
  const last = unanswered.get(what);
  return last && Date.now() - last.sinceMillis < ANOTHER_TRY_MILLIS ? last.key : null;
}

export function patch(path, body) {
  return change('PATCH', path, body);
}

async function change(method, path, body, key) {
  try {
    return await call(method, path, body, key && { 'Idempotency-Key': key });
  } catch (problem) {
    if (problem instanceof Problem) {
      refused.push({ problem, method, path, body });
      refused.splice(0, refused.length - REFUSED_MAX);
    }
    throw problem;
  }
}

/** Has the server say in the language of now why it refused; what it would not refuse any more stays as it was said. */
async function sayAgain({ problem, method, path, body }) {
  const asked = language();
  try {
    await call(method, path, body, DRY_RUN);
  } catch (again) {
    const isSame = again.code === problem.code && again.body.field === problem.body.field;
    if (isSame && asked === language()) {
      problem.body = again.body;
    }
  }
}

async function call(method, path, body, more) {
  const headers = { 'Accept-Language': language(), ...more };
  const credential = ADMIN_CALL.test(path) ? credentials.admin : credentials.shopper;
  if (credential) {
    headers.Authorization = `Bearer ${credential}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  let reply;
  let text;
  try {
    reply = await fetch(BASE + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    text = await reply.text();
  } catch {
    throw new Problem(0, { code: NO_REPLY });
  }
  const isJson = (reply.headers.get('Content-Type') ?? '').includes('json');
  const content = isJson && text ? JSON.parse(text) : null;
  if (reply.status === 202) {
    return new Later(content, Number(reply.headers.get('Retry-After')));
  }
  if (reply.ok) {
    return content;
  }
  if (reply.status === 401 && ADMIN_CALL.test(path)) {
    document.dispatchEvent(new Event('key-refused'));
  }
  throw new Problem(reply.status, content ?? { code: NO_REPLY });
}

/** `crypto.randomUUID` is there on safe origins only, and a shop may stand on another. */
function idempotencyKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

document.addEventListener('language', async () => {
  await Promise.all(refused.map(sayAgain));
  document.dispatchEvent(new Event('refusals'));
});

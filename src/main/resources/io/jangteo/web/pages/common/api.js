// The calls to the shop's public API.

import { language, t } from './language.js';

const BASE = '/api/v1';
/** The number of times a POST is repeated under the same key if no reply came or the server was too busy. */
const RETRIES = 2;
const RETRY_AFTER_MILLIS = 400;

/** Matches calls that need the admin key: all of the back office, and a race where shoppers need tokens. */
const ADMIN_CALL = /^\/(admin|races)\b/;

/** Matches calls about one user, which the back office makes with its key. */
const USERS_CALL = /^\/users\//;

/** The code of a problem without a reply from the server. */
export const NO_REPLY = 'NO_REPLY';
/** Requests only the answer: the call has no effect. */
const DRY_RUN = { Prefer: 'dry-run' };

/** Marks what a page only reads, which the journal of test mode leaves out: people look there for their own calls. */
const OF_A_PAGE = 'X-Jangteo-Page';

/** The time within which an equal call counts as a retry of one that got no reply; later it is a new call. */
const ANOTHER_TRY_MILLIS = 60_000;

/** Keys of calls that got no reply, with the time of each, by path and body. */
const unanswered = new Map();
/** Refusals of this page's calls, the latest last: at most as many as may still be shown. */
const refused = [];
const REFUSED_MAX = 10;

const credentials = { shopper: null, admin: null };

/** Sets the token for shoppers' calls, or `null`. Encodes what no header can hold; the server then refuses it. */
export function useToken(token) {
  credentials.shopper = token && encodeURI(token);
}

/** Returns whether this window has a token for shoppers' calls. */
export function hasToken() {
  return credentials.shopper !== null;
}

/** Sets the key for administrators' calls; `null` for none. */
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
 * Runs work that may be refused and returns `{ value, problem }`, one of which is `null`. Any other error is a bug of the
 * page and is thrown.
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

/** The result of `get` if the reply is not ready yet: the progress, and when to ask again. */
export class Later {
  constructor(progress, retryAfterSeconds) {
    Object.assign(this, { progress, retryAfterSeconds });
  }
}

/** Returns the server's metrics as text; a server that others reach shows them only to the holder of the admin key. */
export function fetchMetrics() {
  const headers = credentials.admin ? { Authorization: `Bearer ${credentials.admin}` } : {};
  return fetch('/metrics', { headers });
}

/** Fetches a whole list of administration as a CSV file: `{ name, content }`, which the browser may keep on its disk. */
export async function fetchCsv(path) {
  const headers = { Accept: 'text/csv', 'Accept-Language': language(), Authorization: `Bearer ${credentials.admin}` };
  let reply;
  let content;
  try {
    reply = await fetch(BASE + path, { headers });
    content = await (reply.ok ? reply.blob() : reply.json());
  } catch {
    throw new Problem(0, { code: NO_REPLY }); // A file that ends early is no file.
  }
  if (!reply.ok) {
    throw new Problem(reply.status, content);
  }
  const [, name] = reply.headers.get('Content-Disposition').match(/filename="([^"]+)"/);
  return { name, content };
}

export function get(path) {
  return call('GET', path);
}

/** Saves a file that only the holder of the admin key may read; a link to it could not show the key. */
export async function save(path, name) {
  const headers = { 'Accept-Language': language(), Authorization: `Bearer ${credentials.admin}` };
  let reply;
  try {
    reply = await fetch(BASE + path, { headers });
  } catch {
    throw new Problem(0, { code: NO_REPLY });
  }
  if (!reply.ok) {
    throw new Problem(reply.status, await reply.json());
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await reply.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * Sends a body, or none. The call takes effect at most once, however often it is repeated. If no reply came at all,
 * an equal call within a minute counts as the same call, because that one may have been carried out.
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

/** Fetches refusals again in the current language; those that the server would no longer make keep their text. */
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
  const credential = credentialFor(path);
  if (credential) {
    headers.Authorization = `Bearer ${credential}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (method === 'GET') {
    headers[OF_A_PAGE] = '1';
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

function credentialFor(path) {
  if (ADMIN_CALL.test(path)) {
    return credentials.admin;
  }
  return credentials.shopper ?? (USERS_CALL.test(path) ? credentials.admin : null);
}

/** Generates a key itself, because `crypto.randomUUID` exists only on secure origins. */
function idempotencyKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

document.addEventListener('language', async () => {
  await Promise.all(refused.map(sayAgain));
  document.dispatchEvent(new Event('refusals'));
});

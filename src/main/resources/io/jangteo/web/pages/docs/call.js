// A call that a reader tries out: what is sent, as the server reads it, and as a line for a shell.

import { size } from '../common/format.js';
import { language } from '../common/language.js';
import { shop } from '../common/live.js';
import { ADMIN_KEY, kept } from '../common/storage.js';

const FILE = 'application/octet-stream';

/** The key that the back office of this window has; what is typed in here is kept nowhere. */
const state = { key: kept(ADMIN_KEY) ?? '' };

export function key() {
  return state.key;
}

export function useKey(text) {
  state.key = text.trim();
}

/** The values that the reader finds in the fields: the examples of the document. */
export function exampleOf({ parameters = [], requestBody }) {
  const values = {};
  for (const { name, example } of parameters) {
    values[name] = example === undefined ? '' : String(example);
  }
  const [body] = bodiesOf({ requestBody });
  return { values, body: body ? body[1] : null };
}

/** The examples of a body as pairs of name and text. */
export function bodiesOf({ requestBody }) {
  const examples = requestBody?.content['application/json'].examples ?? {};
  return Object.entries(examples).map(([name, { value }]) => [name, JSON.stringify(value, null, 2)]);
}

/** The address and the headers, without the key. */
function requestOf({ path, parameters = [], requestBody }, { values, body }) {
  const isSet = ({ name }) => values[name] !== '';
  const of = (place) => parameters.filter((parameter) => parameter.in === place && isSet(parameter));
  const address = of('path').reduce(
    (text, { name }) => text.replace(`{${name}}`, encodeURIComponent(values[name])),
    path,
  );
  const query = new URLSearchParams(of('query').map(({ name }) => [name, values[name]])).toString();
  const headers = Object.fromEntries(of('header').map(({ name }) => [name, values[name]]));
  if (requestBody) {
    headers['Content-Type'] = 'application/json';
  }
  return { address: query ? `${address}?${query}` : address, headers, body: requestBody ? body : undefined };
}

/** Only administrators' calls need the key; others take a user's token where the shop requires one. */
export function needsKey({ security }) {
  return security.length > 0 && security.every((one) => 'adminKey' in one);
}

/** The reply is a file to be saved, not a text to be shown. */
function isFile({ responses }) {
  return FILE in (responses['200']?.content ?? {});
}

/** A line for a shell, in which a variable stands for the key or the token. */
export function asCurl(operation, entered) {
  const { address, headers, body } = requestOf(operation, entered);
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const parts = ['curl', isFile(operation) ? '-OJ' : '-i'];
  if (operation.method !== 'GET' && !(operation.method === 'POST' && body !== undefined)) {
    parts.push('-X', operation.method);
  }
  parts.push(quoted(location.origin + address));
  if (needsKey(operation)) {
    parts.push('-H', '"Authorization: Bearer $JANGTEO_ADMIN_KEY"');
  } else if (operation.security.length > 0 && shop()?.auth === 'TOKEN') {
    parts.push('-H', '"Authorization: Bearer $TOKEN"');
  }
  for (const [name, text] of Object.entries(headers)) {
    parts.push('-H', quoted(`${name}: ${text}`));
  }
  if (body !== undefined) {
    parts.push('-d', quoted(compact(body)));
  }
  return parts.join(' ');
}

/** JSON on one line; what is not JSON stays as it was typed. */
function compact(text) {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Makes the call and returns what came: `{ status, milliseconds, headers, text, code }`, or `null` if nothing did. */
export async function send(operation, entered) {
  const { address, headers, body } = requestOf(operation, entered);
  if (state.key) {
    headers.Authorization = `Bearer ${encodeURI(state.key)}`;
  }
  const began = performance.now();
  try {
    const reply = await fetch(address, {
      method: operation.method,
      headers: { 'Accept-Language': language(), ...headers },
      body,
    });
    const content = await reply.blob();
    const text = reply.headers.get('Content-Type') === FILE ? size(content.size) : await content.text();
    const milliseconds = Math.round(performance.now() - began);
    return { status: reply.status, milliseconds, headers: [...reply.headers], ...readable(reply, text) };
  } catch {
    return null;
  }
}

function readable(reply, text) {
  if (!(reply.headers.get('Content-Type') ?? '').includes('json')) {
    return { text, code: null };
  }
  const content = JSON.parse(text);
  return { text: JSON.stringify(content, null, 2), code: reply.ok ? null : content.code };
}

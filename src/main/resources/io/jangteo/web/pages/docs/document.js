// The OpenAPI document of this server, as the reference shows it.

import { addTexts, t } from '../common/language.js';
import { operations } from './texts-operations.js';

addTexts({ ko: { operation: operations } });

/** More calls than these that may meet a refusal are not listed one by one. */
const ANY_CALL = 20;

const state = { document: null, operations: [], failed: false, loading: null };

export function loaded() {
  return state;
}

/** Fetches the document, once; again if it did not come. */
export async function load() {
  state.loading ??= fetchDocument();
  await state.loading;
}

async function fetchDocument() {
  try {
    const reply = await fetch('/openapi.json');
    state.document = await reply.json();
    state.operations = [...operationsOf(state.document)];
    state.failed = false;
  } catch {
    state.failed = true;
    state.loading = null;
  }
}

function* operationsOf({ paths }) {
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      yield { ...operation, path, method: method.toUpperCase(), codes: codesOf(operation) };
    }
  }
}

/** The codes of an operation's refusals with their statuses: `[[code, status] …]`. */
function codesOf({ responses }) {
  return Object.entries(responses).flatMap(([status, reply]) => {
    const schema = reply.content?.['application/problem+json']?.schema;
    return (schema?.properties.code.enum ?? []).map((code) => [code, Number(status)]);
  });
}

/** What the operation does, in the reader's language if it is translated. */
export function summaryOf({ operationId, summary }) {
  const name = `operation.${operationId}`;
  const text = t(name);
  return text === name ? summary : text;
}

/** Every code of a refusal in the order of the alphabet: `{ code, status, operations }`; `null` operations for any call. */
export function refusals() {
  const statuses = Object.entries(state.document.components['x-codes']);
  return statuses.map(([code, status]) => {
    const operations = state.operations.filter(({ codes }) => codes.some(([one]) => one === code));
    return { code, status, operations: operations.length > ANY_CALL || operations.length === 0 ? null : operations };
  });
}

/** Resolves a reference such as `#/components/schemas/Order`. */
export function resolve(schema) {
  return schema.$ref
    ? schema.$ref
        .slice(2)
        .split('/')
        .reduce((part, key) => part[key], state.document)
    : schema;
}

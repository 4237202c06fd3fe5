// One operation of the reference: a line, and below it, once it is opened, what it takes and answers, to be tried out.

import { t } from '../common/language.js';
import { draw } from '../common/view.js';
import { live } from '../lit/directives/live.js';
import { html, nothing } from '../lit/lit-html.js';
import { asCurl, bodiesOf, exampleOf, key, needsKey, send } from './call.js';
import { summaryOf } from './document.js';
import { outline } from './outline.js';

/** The state of the operations that were opened, by name: what was entered, and the reply. */
const opened = new Map();

export function isOpen({ operationId }) {
  return opened.get(operationId)?.open ?? false;
}

export function open(operation) {
  const { operationId } = operation;
  const known = opened.get(operationId) ?? { entered: exampleOf(operation), reply: null, busy: false, copied: false };
  opened.set(operationId, Object.assign(known, { open: true }));
}

function toggle(operation) {
  const { operationId } = operation;
  if (isOpen(operation)) {
    opened.get(operationId).open = false;
  } else {
    open(operation);
    history.replaceState(null, '', `#${operationId}`);
  }
  draw();
}

export function operationView(operation) {
  const { operationId, method, path } = operation;
  const shown = isOpen(operation);
  return html`
    <li class="card operation" data-operation=${operationId}>
      <h3>
        <button class="quiet line" id=${operationId} aria-expanded=${shown ? 'true' : 'false'}
          @click=${() => toggle(operation)}>
          <span class="method ${method.toLowerCase()}">${method}</span>
          <code>${path}</code>
          <span class="soft">${summaryOf(operation)}</span>
        </button>
      </h3>
      ${shown ? inside(operation, opened.get(operationId)) : nothing}
    </li>
  `;
}

function inside(operation, state) {
  const earlier = operation['x-example-after'] ?? [];
  return html`
    ${earlier.length > 0 ? html`<p>${t('docs.after')} ${earlier.map((name) => operationLink(name, name))}</p>` : nothing}
    ${needsKey(operation) && !key() ? html`<p class="note">${t('docs.needsKey')}</p>` : nothing}
    <form class="stack" @submit=${(event) => execute(event, operation, state)}>
      ${fields(operation, state)}
      ${operation.requestBody ? bodyField(operation, state) : nothing}
      <div class="row"><button class="primary" aria-disabled=${state.busy ? 'true' : nothing}>${t('docs.execute')}</button></div>
    </form>
    ${curl(operation, state)}
    <div aria-live="polite">${state.reply === null ? nothing : reply(state.reply)}</div>
    ${shapes(operation)}
    ${codes(operation)}
  `;
}

/** Links to an operation of the reference. */
export function operationLink(operationId, text) {
  return html`<a href="/docs#${operationId}">${text}</a> `;
}

function fields({ operationId, parameters = [] }, { entered }) {
  const field = ({ name, in: place, required, description }) => {
    const id = `${operationId}-${name}`;
    return html`
      <div class="field">
        <label for=${id}><code>${name}</code> <span>${t(`docs.place.${place}`)}${required ? '' : ` · ${t('docs.optional')}`}</span></label>
        <input id=${id} name=${name} autocomplete="off" spellcheck="false" ?required=${required}
          .value=${live(entered.values[name])} aria-describedby=${description ? `${id}-about` : nothing}
          @input=${(event) => enter(entered.values, name, event)}>
        ${description ? html`<p class="small soft" id="${id}-about" lang="en">${description}</p>` : nothing}
      </div>
    `;
  };
  return parameters.length > 0 ? html`<div class="parameters">${parameters.map(field)}</div>` : nothing;
}

function enter(values, name, event) {
  values[name] = event.target.value;
  draw();
}

function bodyField(operation, { entered }) {
  const id = `${operation.operationId}-body`;
  const bodies = bodiesOf(operation);
  const choose = (text) => {
    entered.body = text;
    draw();
  };
  return html`
    <div class="field">
      <label for=${id}>${t('docs.body')}</label>
      ${
        bodies.length > 1
          ? html`<div class="row">${bodies.map(
              ([name, text]) => html`<button type="button" @click=${() => choose(text)}>${name}</button>`,
            )}</div>`
          : nothing
      }
      <textarea id=${id} rows=${Math.min(14, (entered.body ?? '').split('\n').length + 1)} spellcheck="false"
        .value=${live(entered.body ?? '')} @input=${(event) => enter(entered, 'body', event)}></textarea>
    </div>
  `;
}

async function execute(event, operation, state) {
  event.preventDefault();
  if (state.busy) {
    return;
  }
  state.busy = true;
  draw();
  state.reply = (await send(operation, state.entered)) ?? { status: 0 };
  state.busy = false;
  draw();
}

function curl(operation, state) {
  const line = asCurl(operation, state.entered);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(line);
      state.copied = true;
    } catch {
      getSelection().selectAllChildren(document.querySelector(`[data-operation=${operation.operationId}] .curl`));
    }
    draw();
  };
  return html`
    <div class="row between">
      <h4>curl</h4>
      <button type="button" @click=${copy}>${t(state.copied ? 'docs.copied' : 'docs.copy')}</button>
    </div>
    <pre class="curl" tabindex="0" role="group" aria-label="curl">${line}</pre>
  `;
}

function reply({ status, milliseconds, headers, text, code }) {
  if (status === 0) {
    return html`<p class="error">${t('noReply')}</p>`;
  }
  return html`
    <div class="reply stack">
      <h4 class=${status < 400 ? 'good' : 'bad'} data-reply=${status}>
        ${t('docs.replied', { status, milliseconds })}
        ${code ? html`· <a href="/docs/errors#${code}">${code}</a>` : nothing}
      </h4>
      <pre tabindex="0" role="group" aria-label=${t('docs.reply')}>${text}</pre>
      <details>
        <summary>${t('docs.headers')}</summary>
        <pre tabindex="0" role="group" aria-label=${t('docs.headers')}>${headers.map((pair) => `${pair.join(': ')}\n`)}</pre>
      </details>
    </div>
  `;
}

function shapes({ requestBody, responses }) {
  const shape = (title, content) => {
    const schema = content?.['application/json']?.schema;
    return schema
      ? html`
          <details>
            <summary>${title}</summary>
            <pre tabindex="0" role="group" aria-label=${title}>${outline(schema)}</pre>
          </details>
        `
      : nothing;
  };
  const granted = Object.entries(responses).filter(([status]) => Number(status) < 400);
  return html`
    ${shape(t('docs.bodyShape'), requestBody?.content)}
    ${granted.map(([status, { content }]) => shape(t('docs.replyShape', { status }), content))}
  `;
}

function codes(operation) {
  return html`
    <details>
      <summary>${t('docs.refusals')}</summary>
      <ul class="plain codes">
        ${operation.codes.map(
          ([code, status]) =>
            html`<li><span class="number">${status}</span> <a href="/docs/errors#${code}">${code}</a></li>`,
        )}
      </ul>
    </details>
  `;
}

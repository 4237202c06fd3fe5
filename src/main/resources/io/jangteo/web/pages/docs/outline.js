// The shape of a request or a reply as a few lines of text, such as `"id": integer ≥ 1`.

import { resolve } from './document.js';

/** Records refer to each other no deeper than this. */
const DEPTH_MAX = 6;

export function outline(schema, indent = '', depth = 0) {
  const { $ref, ...beside } = schema;
  const shape = { ...resolve(schema), ...beside };
  if (depth > DEPTH_MAX) {
    return '…';
  }
  const variants = shape.oneOf ?? shape.anyOf;
  if (variants) {
    return variants.map((one) => outline(one, indent, depth + 1)).join(' | ');
  }
  if (shape.allOf) {
    return shape.allOf.map((one) => outline(one, indent, depth + 1)).join(' & ');
  }
  if (shape.properties) {
    return object(shape, indent, depth);
  }
  if (shape.items) {
    return `[ ${outline(shape.items, indent, depth + 1)} … ]`;
  }
  if (typeof shape.additionalProperties === 'object') {
    return `{ …: ${outline(shape.additionalProperties, indent, depth + 1)} }`;
  }
  return value(shape);
}

function object({ properties, required = [] }, indent, depth) {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, schema]) => {
    const optional = required.includes(name) ? '' : '?';
    return `${inner}"${name}"${optional}: ${outline(schema, inner, depth + 1)}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function value({ type, format, enum: values, const: only, minimum, maximum, minLength, maxLength }) {
  if (only !== undefined) {
    return JSON.stringify(only);
  }
  if (values) {
    return values.map((one) => JSON.stringify(one)).join(' | ');
  }
  const types = [type ?? 'any'].flat().join(' | ');
  const kind = format && format !== 'int64' ? `${types} (${format})` : types;
  return kind + bounds(minimum, maximum) + bounds(minLength, maxLength);
}

function bounds(least, most) {
  if (least === undefined && most === undefined) {
    return '';
  }
  return ` ${least ?? ''}…${most ?? ''}`;
}

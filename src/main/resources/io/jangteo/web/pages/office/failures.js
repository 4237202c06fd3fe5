// Why a message was not delivered, in words. The server keeps that in English, with the address that it tried.

import { number } from '../common/format.js';
import { t } from '../common/language.js';

const KNOWN = [
  [/^No connection to (\S+) \(refused\)$/, (address) => t('office.told.refused', { address })],
  [/^No connection to (\S+) \((.*)\)$/s, (address, reason) => t('office.told.unreachable', { address, reason })],
  [/^No reply from (\S+) within (\d+) ms$/, late],
  [/^No reply from (\S+) \((.*)\)$/s, (address, reason) => t('office.told.noReply', { address, reason })],
  [/^(\S+) answered HTTP 410/, (address) => t('office.told.unwanted', { address })],
  [/^(\S+) answered HTTP (\d{3})$/, (address, status) => t('office.told.answered', { address, status })],
  [/^Not sent: (\S+) has the address ([^\s,]+)/, (host, address) => t('office.told.notAllowed', { host, address })],
  [/^Not sent: (.*)$/s, (reason) => t('office.told.notSent', { reason })],
];

/** Returns the words for a failed attempt; one of a kind that is not known as it is. */
export function failure(error) {
  for (const [pattern, words] of KNOWN) {
    const found = pattern.exec(error);
    if (found) {
      return words(...found.slice(1));
    }
  }
  return error;
}

function late(address, millis) {
  return t('office.told.late', { address, seconds: number(Number(millis) / 1000) });
}

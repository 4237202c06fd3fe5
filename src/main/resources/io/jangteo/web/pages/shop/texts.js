// The texts of the shop page.

import { en } from './texts-en.js';
import { ko } from './texts-ko.js';

export const texts = { ko: { shop: ko }, en: { shop: en } };

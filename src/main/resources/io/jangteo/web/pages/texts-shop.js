// The texts of the shop page.
import { en } from './texts-shop-en.js';
import { ko } from './texts-shop-ko.js';

export const texts = { ko: { shop: ko }, en: { shop: en } };

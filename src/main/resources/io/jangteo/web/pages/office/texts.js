// Combines the texts of the back office.

import { acts } from './texts-acts.js';
import { desk } from './texts-desk.js';
import { en } from './texts-en.js';
import { fields } from './texts-fields.js';
import { ko } from './texts-ko.js';
import { take } from './texts-take.js';
import { told } from './texts-told.js';
import { tools } from './texts-tools.js';

const all = [fields, acts, desk, take, told, tools];

export const texts = {
  ko: { office: Object.assign({}, ko, ...all.map((part) => part.ko)) },
  en: { office: Object.assign({}, en, ...all.map((part) => part.en)) },
};

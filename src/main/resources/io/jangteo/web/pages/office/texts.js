// Combines the texts of the back office.

import { acts } from './texts-acts.js';
import { en } from './texts-en.js';
import { fields } from './texts-fields.js';
import { ko } from './texts-ko.js';
import { tools } from './texts-tools.js';

export const texts = {
  ko: { office: { ...ko, ...fields.ko, ...acts.ko, ...tools.ko } },
  en: { office: { ...en, ...fields.en, ...acts.en, ...tools.en } },
};

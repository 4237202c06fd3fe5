// Combines the texts of the back office.

import { acts } from './texts-acts.js';
import { en } from './texts-en.js';
import { fields } from './texts-fields.js';
import { ko } from './texts-ko.js';
import { take } from './texts-take.js';

export const texts = {
  ko: { office: { ...ko, ...fields.ko, ...acts.ko, ...take.ko } },
  en: { office: { ...en, ...fields.en, ...acts.en, ...take.en } },
};

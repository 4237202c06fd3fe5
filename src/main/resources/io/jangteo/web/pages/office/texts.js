// Combines the texts of the back office.

import { en } from './texts-en.js';
import { fields } from './texts-fields.js';
import { ko } from './texts-ko.js';

export const texts = {
  ko: { office: { ...ko, ...fields.ko } },
  en: { office: { ...en, ...fields.en } },
};

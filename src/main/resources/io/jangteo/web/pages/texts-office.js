// The texts of the back office, put together.
import { en } from './texts-office-en.js';
import { fields } from './texts-office-fields.js';
import { ko } from './texts-office-ko.js';
import { checks } from './texts-office-books.js';

export const texts = {
  ko: { office: { ...ko, ...fields.ko, check: checks.ko } },
  en: { office: { ...en, ...fields.en, check: checks.en } },
};

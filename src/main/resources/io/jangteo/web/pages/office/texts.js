// The texts of the back office, put together.
import { en } from './texts-en.js';
import { fields } from './texts-fields.js';
import { ko } from './texts-ko.js';
import { checks } from '../common/texts-checks.js';

export const texts = {
  ko: { office: { ...ko, ...fields.ko, check: checks.ko } },
  en: { office: { ...en, ...fields.en, check: checks.en } },
};

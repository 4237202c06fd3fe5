// Combines the texts of the back office.

import { acts } from './texts-acts.js';
import { desk } from './texts-desk.js';
import { en } from './texts-en.js';
import { fields } from './texts-fields.js';
import { ko } from './texts-ko.js';
import { told } from './texts-told.js';
import { tools } from './texts-tools.js';

export const texts = {
  ko: { office: { ...ko, ...fields.ko, ...acts.ko, ...desk.ko, ...told.ko, ...tools.ko } },
  en: { office: { ...en, ...fields.en, ...acts.en, ...desk.en, ...told.en, ...tools.en } },
};

export const texts = { ko: { rush: { title: '선착순' } }, en: { rush: { title: 'Rush' } } };

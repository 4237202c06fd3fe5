export const texts = { ko: { office: { title: '관리' } }, en: { office: { title: 'Back office' } } };

export const texts = { ko: { shop: { title: '장보기' } }, en: { shop: { title: 'Shop' } } };

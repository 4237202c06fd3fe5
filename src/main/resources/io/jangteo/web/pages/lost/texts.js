// The texts of the page in place of one that does not exist.
export const texts = {
  ko: {
    lost: {
      title: '없는 페이지',
      heading: '이 주소에는 페이지가 없습니다',
      why: '‘{path}’에서는 아무것도 찾지 못했습니다. 주소를 다시 확인하거나, 아래에서 시작해 주세요.',
      back: '장보기로 가기',
    },
  },
  en: {
    lost: {
      title: 'No such page',
      heading: 'There is no page at this address',
      why: 'Nothing was found at “{path}”. Please check the address, or start over below.',
      back: 'Go to the shop',
    },
  },
};

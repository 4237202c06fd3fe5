// Runs before the first paint, so that neither colours nor language change while the page is visible.
{
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // Storage may be forbidden; the browser's own preferences apply then.
    }
  };
  const paint = () => {
    root.dataset.theme = stored('theme') ?? (dark.matches ? 'dark' : 'light');
    document.dispatchEvent(new Event('theme'));
  };
  paint();
  dark.addEventListener('change', paint);
  window.addEventListener('storage', paint);
  root.lang = stored('language') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
}

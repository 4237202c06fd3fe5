// The header in the reader's language, the colours that were chosen on the other pages, and the reference.
const root = document.documentElement;

if (root.lang !== 'ko') {
  document.querySelectorAll('[data-en]').forEach((element) => {
    element.textContent = element.dataset.en;
  });
}

const paintReference = () => root.classList.toggle('dark-mode', root.dataset.theme === 'dark');
paintReference();
document.addEventListener('theme', paintReference);

// A key that is typed in here is gone with the page. Earlier versions of this page kept it.
localStorage.removeItem('authorized');

// validatorUrl: null, or the page would show the document to a validator on another host.
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});

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

// The page forgets a key typed in here when it is closed. Earlier versions of this page stored it.
localStorage.removeItem('authorized');

// validatorUrl: null, because the page would otherwise send the document to a validator on another host.
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});

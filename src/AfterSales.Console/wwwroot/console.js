// What the pages cannot do without a script of their own: light and dark, menus, what was typed while a connection is lost.
(() => {
  'use strict';

  const root = document.documentElement;

  function showTheme() {
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    for (const button of document.querySelectorAll('[data-choose-theme]')) {
      button.setAttribute('aria-pressed', String((button.dataset.chooseTheme === 'dark') === isDark));
    }
  }

  document.addEventListener('click', event => {
    const theme = event.target.closest('[data-choose-theme]');
    if (theme) {
      root.dataset.theme = theme.dataset.chooseTheme;
      document.cookie = `aftersales.theme=${root.dataset.theme}; path=/; max-age=34560000; samesite=lax`;
      showTheme();
    }
    for (const menu of document.querySelectorAll('details[data-menu][open]')) {
      if (!menu.contains(event.target) || event.target.closest('.menu-close')) menu.open = false;
    }
  });

  document.addEventListener('toggle', event => { if (event.target.matches?.('details[data-menu]')) showTheme(); }, true);

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      for (const menu of document.querySelectorAll('details[data-menu][open]')) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      const search = document.getElementById('search');
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
  });

  document.addEventListener('submit', event => {
    // The page may have gone on to another address since it was loaded.
    const back = event.target.matches('#choose-language') && event.target.elements.back;
    if (back) back.value = location.pathname + location.search;
  });

  // What was typed is kept in this tab while its page has to be loaded anew.
  const draftKey = () => `draft:${location.pathname}`;
  const fields = () => [...document.querySelectorAll('[data-draft] :is(input, textarea, select)[id]')]
    .filter(field => !['hidden', 'password', 'file', 'radio', 'checkbox'].includes(field.type));

  function keepDrafts() {
    const typed = fields().filter(field => field.value).map(field => [field.id, field.value]);
    if (typed.length) sessionStorage.setItem(draftKey(), JSON.stringify(typed));
  }

  function giveDraftsBack() {
    const kept = sessionStorage.getItem(draftKey());
    if (!kept) return;
    const typed = new Map(JSON.parse(kept));
    const found = fields().filter(field => typed.has(field.id));
    if (!found.length) return;
    sessionStorage.removeItem(draftKey());
    for (const field of found) {
      if (field.value) continue;
      field.value = typed.get(field.id);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  function loadAgain() {
    keepDrafts();
    location.reload();
  }

  document.getElementById('reload-page')?.addEventListener('click', loadAgain);

  const dialog = document.getElementById('components-reconnect-modal');
  if (dialog) {
    dialog.addEventListener('components-reconnect-state-changed', async event => {
      const { state } = event.detail;
      if (state === 'show' && !dialog.open) dialog.showModal();
      else if (state === 'hide') dialog.close();
      else if (state === 'failed') setTimeout(reconnect, 3000);
      else if (state === 'rejected') loadAgain();
    });
    document.getElementById('reconnect-now').addEventListener('click', reconnect);
  }

  async function reconnect() {
    try {
      // False: the service answers and no longer knows this page.
      if (!await Blazor.reconnect()) loadAgain();
      else if (dialog.open) dialog.close();
    } catch {
      setTimeout(reconnect, 3000);
    }
  }

  new MutationObserver(() => { if (document.querySelector('[data-draft]')) giveDraftsBack(); }).observe(document.body, { childList: true, subtree: true });
  showTheme();
})();

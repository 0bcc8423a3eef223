// What the dispatch board cannot do without a script of its own: dragging a ticket or a visit onto a technician's hours, pointing at them, and the keys.
(() => {
  'use strict';

  const quarter = 15 * 60 * 1000;
  let dragged = null;
  let draggedMinutes = null;

  const ghost = () => document.getElementById('board-ghost');
  const isTyping = element => element?.matches?.('input:not([type=checkbox], [type=button]), textarea, select');

  // The page hears of it through a field, as of whatever else was done in the browser.
  function tell(what) {
    const field = document.getElementById('board-told');
    if (!field) return;
    field.value = JSON.stringify(what);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function instantAt(lane, event) {
    const box = lane.getBoundingClientRect();
    const [start, end] = [Number(lane.dataset.start), Number(lane.dataset.end)];
    const at = start + Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * (end - start);
    return { at: Math.round(at / quarter) * quarter, start, end, box };
  }

  function showGhost(lane, event) {
    const place = ghost();
    if (!place) return;
    const { at, start, end, box } = instantAt(lane, event);
    const minutes = Number(draggedMinutes ?? place.dataset.minutes);
    const left = (at - start) / (end - start) * box.width;
    const width = Math.min(minutes * 60 * 1000 / (end - start) * box.width, box.width - left);
    place.style.left = `${box.left + left}px`;
    place.style.top = `${box.top}px`;
    place.style.width = `${Math.max(width, 4)}px`;
    place.style.height = `${box.height}px`;
    place.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: place.dataset.zone }).format(at);
    place.hidden = false;
    document.body.classList.add('placing');
  }

  function hideGhost() {
    const place = ghost();
    if (place) place.hidden = true;
    document.body.classList.remove('placing');
  }

  document.addEventListener('dragstart', event => {
    const card = event.target.closest?.('[data-job][draggable=true]');
    if (!card) return;
    dragged = card.dataset.job;
    draggedMinutes = card.dataset.minutes ?? null;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged);
    tell({ what: 'drag', job: dragged });
  });

  document.addEventListener('dragover', event => {
    const lane = dragged && event.target.closest?.('[data-lane]');
    if (!lane) return hideGhost();
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    showGhost(lane, event);
  });

  document.addEventListener('drop', event => {
    const lane = dragged && event.target.closest?.('[data-lane]');
    if (!lane) return;
    event.preventDefault();
    tell({ what: 'drop', job: dragged, technician: lane.dataset.lane, at: instantAt(lane, event).at });
    dragged = null;
    hideGhost();
  });

  document.addEventListener('dragend', () => {
    if (dragged) tell({ what: 'let-go' });
    dragged = null;
    hideGhost();
  });

  // Where the card was drawn anew meanwhile, the end of the drag is not heard of.
  document.addEventListener('pointerdown', hideGhost);

  document.addEventListener('click', event => {
    const lane = event.target.closest?.('[data-lane]');
    if (lane && !event.target.closest('a, button')) tell({ what: 'point', technician: lane.dataset.lane, at: instantAt(lane, event).at });
  });

  // Where the list fills the screen, what is known of a card that was pressed lies below it.
  new MutationObserver(changes => {
    const form = changes.some(change => [...change.addedNodes].some(node => node.id === 'booking-form')) && document.getElementById('booking-form');
    if (form && (form.getBoundingClientRect().top > innerHeight * .6 || form.getBoundingClientRect().top < 0)) form.scrollIntoView({ block: 'start' });
  }).observe(document.body, { childList: true, subtree: true });

  let moved = null;
  const barOf = ticket => ticket && document.querySelector(`[data-lane] [data-job="${ticket}"]`);

  // What opens by a key is gone on to, unless somebody went elsewhere meanwhile; after a while to what is there instead.
  function focusWhenThere(find, from, instead = () => null) {
    let tries = 0;
    const wait = setInterval(() => {
      const to = find();
      if (!to && ++tries <= 40) return;
      clearInterval(wait);
      if (document.activeElement === from || document.activeElement === document.body) (to ?? instead())?.focus();
    }, 50);
  }

  // A menu closes by the same key, before or after it is heard of here.
  let wasMenuOpen = false;
  document.addEventListener('keydown', () => { wasMenuOpen = document.querySelector('details[data-menu][open]') !== null; }, true);

  document.addEventListener('keydown', event => {
    const card = event.target.closest?.('[data-cards] [data-job]');
    const bar = event.target.closest?.('[data-lane] [data-job]');
    if (card && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      card.click();
      // On to the proposals, as soon as they are there.
      focusWhenThere(() => document.getElementById('offer-1'), card, () => document.querySelector('#booking-form a, #booking-form button'));
    } else if (card && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const cards = [...card.closest('[data-cards]').querySelectorAll('[data-job]')];
      const next = cards[cards.indexOf(card) + (event.key === 'ArrowDown' ? 1 : -1)];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    } else if (bar && event.key.toLowerCase() === 'm' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      moved = bar.dataset.job;
      tell({ what: 'move', job: moved });
      focusWhenThere(() => document.getElementById('move-technician'), bar);
    } else if (event.key === 'Escape') {
      // In a search field the key empties the field.
      if (event.defaultPrevented || wasMenuOpen || event.target.matches?.('input[type=search]')) return;
      const leave = document.querySelector('[data-unchoose]');
      const card = document.querySelector('[data-cards] [aria-pressed=true]') ?? barOf(moved);
      if (leave && !dragged) {
        leave.click();
        card?.focus();
      }
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !isTyping(event.target)) {
      const undo = document.querySelector('[data-undo]');
      if (undo) {
        event.preventDefault();
        undo.click();
      }
    }
  });
})();

// The console without this works too: it shows UTC, and the slider's moments are links.
'use strict';

const shown = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});

/** Times in the zone of whoever looks; the exact instant stays in the title. */
function localTimes(root) {
  root.querySelectorAll('time[datetime]:not([data-local])').forEach(time => {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) {
      time.textContent = shown.format(at);
      time.dataset.local = '';
    }
  });
}

/** Dark or light, remembered by a cookie, so that the server knows it when it writes the page. */
function themeSwitch() {
  const button = document.getElementById('theme');
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const name = () => { button.textContent = isDark() ? 'Light' : 'Dark'; };
  button.hidden = false;
  name();
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    document.cookie = `daybook-theme=${root.dataset.theme}; path=/console; max-age=31536000; samesite=lax`;
    name();
  });
}

/** Shows another moment of an order in the place of this one; its address is that of the page. */
function goTo(address, focus) {
  htmx.ajax('GET', address, {target: '#moment', select: '#moment', swap: 'outerHTML'}).then(() => {
    history.replaceState(null, '', address);
    const again = focus && document.getElementById(focus);
    if (again) {
      again.focus();
    }
  });
}

let waiting;
document.addEventListener('input', event => {
  const form = event.target.closest('[data-slider]');
  if (form) {
    const position = form.dataset.positions.split(' ')[event.target.value];
    clearTimeout(waiting);
    waiting = setTimeout(() => goTo(`${form.getAttribute('action')}?at=${position}`, event.target.id), 60);
  }
});

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-moment]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    goTo(link.getAttribute('href'), link.id);
  }
});

document.addEventListener('keydown', event => {
  const search = document.getElementById('search');
  if (event.key === '/' && search && !event.target.matches('input, select, textarea')) {
    event.preventDefault();
    search.focus();
  }
});

/** What is told over server-sent events takes the place of what is shown; the server escaped it. */
function live() {
  const place = document.querySelector('[data-live]');
  if (place) {
    const state = document.getElementById('live-state');
    const source = new EventSource(place.dataset.live);
    source.addEventListener('now', event => {
      place.innerHTML = event.data;
      localTimes(place);
      state.textContent = 'Live';
    });
    source.addEventListener('end', () => {
      source.close();
      state.textContent = 'Done';
    });
    source.addEventListener('error', () => { state.textContent = 'Not connected; trying again'; });
  }
}

/** Events of the log as they come, before those that are there; so many at most. */
function follow() {
  const place = document.querySelector('[data-follow]');
  if (place) {
    const state = document.getElementById('live-state');
    const source = new EventSource(place.dataset.follow);
    let count = 0;
    const say = () => { state.textContent = `Live: ${count} ${count === 1 ? 'event has' : 'events have'} come since`; };
    source.addEventListener('begun', say);
    source.addEventListener('event', event => {
      place.insertAdjacentHTML('afterbegin', event.data);
      localTimes(place);
      while (place.childElementCount > 300) {
        place.lastElementChild.remove();
      }
      count += 1;
      say();
    });
    source.addEventListener('error', () => { state.textContent = 'Not connected; trying again'; });
  }
}

/** A box that chooses all of its form. */
function chooseAll() {
  document.querySelectorAll('[data-all]').forEach(all => {
    all.hidden = false;
    all.addEventListener('change', () => {
      all.form.querySelectorAll('input[type=checkbox][name]').forEach(one => { one.checked = all.checked; });
    });
  });
}

document.addEventListener('htmx:afterSwap', () => localTimes(document));
themeSwitch();
chooseAll();
live();
follow();
localTimes(document);

/**
 * a[data-quick-exit]: leaves at once, by click or by pressing Shift three times within five seconds. The page is
 * hidden before the next one arrives, and replaced in the tab's history so that Back does not return to it. Shift held
 * with another key (a capital letter) does not count. Without scripts the link is a plain link.
 */
export {};

const withinMs = 5000;
const pressesNeeded = 3;

const link = document.querySelector<HTMLAnchorElement>('a[data-quick-exit]');
if (link !== null) watch(link);

function watch(exit: HTMLAnchorElement): void {
  const { dots, announcement } = addIndicator(exit);
  let presses = 0;
  let alone = false;
  let timer = 0;
  let isLeaving = false;

  const show = (count: number) => {
    presses = count;
    dots.forEach((dot, place) => {
      dot.dataset['on'] = String(place < count);
    });
    announcement.textContent = count === 0 ? '' : (exit.dataset[`rest-${pressesNeeded - count}`] ?? '');
    exit.dataset['counting'] = String(count > 0);
  };
  const leaveNow = () => {
    isLeaving = true;
    hidePage(exit.dataset['leaving'] ?? '');
    location.replace(exit.href);
  };

  exit.addEventListener('click', (event) => {
    event.preventDefault();
    leaveNow();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') alone = false;
    else if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey);
  });
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    if (presses === 0) timer = window.setTimeout(() => show(0), withinMs);
    show(presses + 1);
    if (presses < pressesNeeded) return;
    clearTimeout(timer);
    leaveNow();
  });
  addEventListener('pageshow', (event) => {
    // The page was left and has been fetched out of the cache again: stay hidden until it has been loaded anew.
    if (event.persisted && isLeaving) location.reload();
  });
}

function addIndicator(exit: HTMLElement) {
  const row = document.createElement('span');
  row.className = 'portal-exit__dots';
  row.setAttribute('aria-hidden', 'true');
  const dots = Array.from({ length: pressesNeeded }, () => document.createElement('span'));
  row.append(...dots);
  exit.append(row);
  const announcement = document.createElement('span');
  announcement.className = 'dads-visually-hidden';
  announcement.setAttribute('role', 'status');
  exit.after(announcement);
  return { dots, announcement };
}

function hidePage(words: string): void {
  document.title = words;
  document.body.hidden = true;
  const cover = document.createElement('div');
  cover.className = 'portal-cover';
  cover.setAttribute('role', 'alert');
  cover.textContent = words;
  document.documentElement.append(cover);
}

// What makes the pages better where scripts run; without it everything is still there to be read.
// It stands behind the style sheet in the head and waits for nothing, so that a reader's choices
// hold before anything is painted.
'use strict';
(() => {
  const root = document.documentElement;
  const dark = '(prefers-color-scheme: dark)';
  const media = { auto: dark, light: 'not all', dark: 'all' };

  const kept = name => { try { return localStorage.getItem(name); } catch (error) { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch (error) { /* not allowed: for this page only */ } };

  // The rules for the dark, whichever of them there are: no palette is written twice.
  const darkRules = rules => [...rules].flatMap(rule =>
    rule.media && rule.media.mediaText === dark ? [rule] : rule.cssRules ? darkRules(rule.cssRules) : []);
  let shades = [];
  try { shades = [...document.styleSheets].flatMap(sheet => darkRules(sheet.cssRules)); } catch (error) { /* a folder opened as file:// */ }

  const apply = {
    size: value => { root.dataset.size = value; },
    elder: value => { root.dataset.elder = value; },
    look: value => {
      shades.forEach(rule => { rule.media.mediaText = media[value] || dark; });
      root.style.colorScheme = value === 'auto' ? '' : value;
    },
  };
  const usual = { size: 'normal', elder: 'off', look: 'auto' };
  for (const name in apply) apply[name](kept(name) || usual[name]);

  const all = selector => [...document.querySelectorAll(selector)];
  const reveal = selector => all(selector).forEach(element => { element.hidden = false; });
  const tell = words => all('#told').forEach(element => { element.textContent = words; });

  const choices = () => {
    for (const name of ['size', 'look']) {
      all(`input[name="${name}"]`).forEach(input => {
        const value = input.id.replace(`${name}-`, '');
        input.checked = value === (kept(name) || usual[name]);
        input.addEventListener('change', () => { keep(name, value); apply[name](value); });
      });
    }
    const elder = document.getElementById('elder');
    elder.checked = kept('elder') === 'on';
    elder.addEventListener('change', () => {
      const value = elder.checked ? 'on' : 'off';
      keep('elder', value);
      apply.elder(value);
      tell(elder.checked ? '已换成长者模式' : '已换回标准模式');
    });
    if (shades.length) all('fieldset').filter(set => set.querySelector('#look-auto')).forEach(set => { set.hidden = false; });
  };

  // Paragraph by paragraph: some browsers fall silent in a long text.
  const reading = () => {
    const button = document.querySelector('[data-do="read"]');
    if (!button || !window.speechSynthesis || !window.SpeechSynthesisUtterance) return;
    button.hidden = false;
    const stop = () => { speechSynthesis.cancel(); button.textContent = '朗读'; };
    const start = () => {
      const parts = all('main :is(h1, h2, h3, p, li, dt, dd, th, td, figcaption)').filter(part =>
        !part.closest('.tools, .crumbs, [hidden]') && !part.querySelector('p, li') && part.offsetParent && part.textContent.trim());
      parts.forEach((part, index) => {
        const speech = new SpeechSynthesisUtterance(part.textContent.trim());
        speech.lang = 'zh-CN';
        if (index === parts.length - 1) speech.onend = stop;
        speechSynthesis.speak(speech);
      });
      button.textContent = '停止朗读';
    };
    button.addEventListener('click', () => { if (button.textContent === '朗读') start(); else stop(); });
    addEventListener('pagehide', stop);
  };

  const buttons = () => {
    reveal('[data-do="print"]');
    all('[data-do="print"]').forEach(button => button.addEventListener('click', () => print()));
    if (!navigator.clipboard) return;
    reveal('[data-do="copy"]');
    all('[data-do="copy"]').forEach(button => button.addEventListener('click', () =>
      navigator.clipboard.writeText(location.href).then(() => tell('网址已复制'), () => tell('没有复制成，请从地址栏复制'))
        .then(() => { button.textContent = document.getElementById('told').textContent; })));
  };

  // A sortable table's heads become buttons; a cell's data-key stands for its text where it has one.
  const chinese = new Intl.Collator('zh-CN', { numeric: true });
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent.trim() : cell.dataset.key;
  };
  const number = text => /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  const compare = (one, other) => {
    const [left, right] = [number(one), number(other)];
    if (isNaN(left) !== isNaN(right)) return isNaN(left) ? 1 : -1;
    return isNaN(left) ? chinese.compare(one, other) : left - right;
  };
  const sort = (table, head, column) => {
    const up = head.getAttribute('aria-sort') !== 'ascending';
    [...table.tHead.rows[0].cells].forEach(cell => cell.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const body = table.tBodies[0];
    const rows = [...body.rows].map(row => [key(row, column), row]);
    const blank = ([text]) => text === '' || text === '—';
    rows.sort((one, other) => blank(one) - blank(other) || compare(one[0], other[0]) * (up ? 1 : -1));
    body.append(...rows.map(([, row]) => row));
  };
  const sorting = () => all('table.sortable').forEach(table =>
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (head.classList.contains('pic')) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => sort(table, head, column));
    }));

  // Filters narrow a list down by style alone; who does not see is told how much is left.
  const filters = () => all('form.filters').forEach(form => {
    const list = document.getElementById(form.dataset.list);
    form.addEventListener('change', () => setTimeout(() => {
      const left = [...list.querySelectorAll('[data-is]')].filter(item => item.offsetParent).length;
      tell(left ? `现在列出${left}项` : '没有符合条件的');
    }));
  });

  // Standards A12: a way out to where the government does not answer for is asked about.
  const leaving = () => document.addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('a[href^="http"]');
    if (!link || link.host === location.host || /(^|\.)gov\.cn$/.test(link.hostname)) return;
    if (!confirm(`您将离开本站，前往 ${link.host}。要继续吗？`)) event.preventDefault();
  });

  document.addEventListener('DOMContentLoaded', () => {
    [choices, reading, buttons, sorting, filters, leaving].forEach(part => part());
  });
})();

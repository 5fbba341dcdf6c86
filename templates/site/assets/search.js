// Search over Pagefind's index, in which every Chinese character is a word (reportsite/search.py).
// A term of the query has to stand on a page as it was typed; Pagefind's score orders the pages.
'use strict';
(() => {
  const script = document.currentScript.src;
  const site = new URL('..', script);
  const FIRST = 10;
  const AROUND = 46;
  const BREAK = '\ue000';
  const UNSEEN = '\ue001';
  const TOKEN = /[\u3400-\u9fff]|[^\s\p{P}\p{S}\u3400-\u9fff]+(?:[.][0-9]+)*/gu;
  const [form, input, outcome, results, facets, more, listing] =
    ['#search form', '#query', '#outcome', '#results', '#facets', '#more', '#listing'].map(selector => document.querySelector(selector));

  // Punctuation counts for nothing: 2021—2035年 asks for 2021 and for 2035年.
  const RUN = /[^\s\p{P}\p{S}]+(?:[.][0-9]+)*/gu;

  const runs = term => term.match(RUN) || [];
  const tokens = text => text.toLowerCase().match(TOKEN) || [];
  const terms = query => (query.match(/["“”「」][^"“”「」]+["“”「」]|[^\s\u3000"“”「」]+/gu) || [])
    .map(term => term.replace(/["“”「」]/gu, '').trim()).filter(term => tokens(term).length);
  const make = (name, attributes, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };

  let pagefind;
  let boxes; // of the facets, with the ids of the pages that have them
  const holding = async words => new Set((await pagefind.search(`"${words}"`)).results.map(found => found.id));
  const load = async () => {
    pagefind = await import(new URL('pagefind/pagefind.js', site));
    await pagefind.options({ ranking: { termFrequency: 0.6, pageLength: 0.3 } });
    boxes = await Promise.all([...facets.querySelectorAll('input')].map(async box => [box, await holding(box.dataset.word)]));
  };

  // Return the pages that hold every term as typed, or else all its characters, best first.
  const find = async wanted => {
    const scored = (await pagefind.search(wanted.flatMap(tokens).join(' '))).results;
    const exact = await Promise.all(wanted.flatMap(runs).map(run => holding(tokens(run).join(' '))));
    const whole = scored.filter(found => exact.every(ids => ids.has(found.id)));
    return whole.length ? [whole, true] : [scored, false];
  };

  // One of the values chosen of every facet; a facet's own counts leave its choices aside.
  const fits = (id, except) => {
    const picked = boxes.filter(([box]) => box.checked && box.name !== except);
    return picked.every(([{ name }]) => picked.some(([box, ids]) => box.name === name && ids.has(id)));
  };
  const narrow = found => {
    boxes.forEach(([box, ids]) => {
      const count = found.filter(page => ids.has(page.id) && fits(page.id, box.name)).length;
      box.nextSibling.textContent = `${box.value}（${count}）`;
      box.closest('label').hidden = !count && !box.checked;
    });
    facets.querySelectorAll('details').forEach(group => { group.hidden = !group.querySelector('label:not([hidden])'); });
    return found.filter(page => fits(page.id));
  };

  const HAN = '[\\u3400-\\u9fff\\u3000-\\u303f\\uff00-\\uffef“”‘’—…·]';
  const tidy = text => text.replace(new RegExp(`(${HAN}) +`, 'gu'), '$1').replace(new RegExp(` +(${HAN})`, 'gu'), '$1')
    .replace(/\.?[\s]*\ue000[\s]*\.?/gu, BREAK).replace(/\ue000+/gu, '　');
  const pattern = wanted => new RegExp(`(${wanted.map(term => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu');
  const marked = (text, wanted) => text.split(pattern(wanted)).map((part, index) => index % 2 ? make('mark', {}, part) : part);
  const around = (text, wanted) => {
    const at = Math.max(0, text.search(pattern(wanted)));
    const from = Math.max(0, at - AROUND / 2);
    return `${from ? '……' : ''}${text.slice(from, at + AROUND * 1.5)}${text.length > at + AROUND * 1.5 ? '……' : ''}`;
  };

  // Browsers that know text fragments go to the very words.
  const place = (page, wanted) => {
    const at = page.meta.at || page.raw_url.slice(1);
    return `${new URL(at, site)}${at.includes('#') ? '' : '#'}:~:text=${encodeURIComponent(wanted[0])}`;
  };
  const entry = async (found, wanted) => {
    const page = await found.data();
    const title = tidy(page.meta.title.replaceAll(BREAK, ''));
    const kind = boxes.find(([box, ids]) => box.name === '类型' && ids.has(found.id));
    const link = make('a', { href: place(page, wanted) }, ...marked(title, wanted));
    return make('li', {}, make('h2', {}, link), make('p', {}, ...marked(around(tidy(page.content.split(UNSEEN)[0]), wanted), wanted)),
      make('p', { className: 'small' }, kind ? kind[0].value : ''));
  };

  let turn = 0;
  let rest = [];
  let shown = [];
  const show = async (found, wanted, mine) => {
    rest = found.slice(FIRST);
    const entries = await Promise.all(found.slice(0, FIRST).map(page => entry(page, wanted)));
    if (mine !== turn) return;
    results.append(...entries);
    more.hidden = !rest.length;
    shown = wanted;
  };

  const address = query => {
    const url = new URL(location.href);
    url.search = '';
    if (query) url.searchParams.append('q', query);
    facets.querySelectorAll('input:checked').forEach(box => url.searchParams.append(box.name, box.value));
    history.replaceState(null, '', url);
  };

  const say = words => { outcome.textContent = words; };
  const search = async () => {
    const mine = ++turn;
    const query = input.value.trim();
    const wanted = terms(query);
    document.getElementById('find').value = query;
    address(query);
    listing.hidden = wanted.length > 0;
    facets.hidden = !wanted.length;
    if (!wanted.length) { results.replaceChildren(); more.hidden = true; say(''); return; }
    if (!pagefind) say('正在搜索……');
    const [found, whole] = await find(wanted);
    if (mine !== turn) return;
    const left = narrow(found);
    const asked = wanted.map(term => `“${term}”`).join('');
    results.replaceChildren();
    listing.hidden = left.length > 0;
    if (!found.length) say(`没有找到${asked}。可以换个说法，少写几个字，检查有没有错别字；也可以从下面的目录里找。`);
    else if (!left.length) say(`${asked}有${found.length}条，都不符合所选的条件。可以少选几项。`);
    else say(whole ? `找到${left.length}条` : `没有连着写的${asked}。这${left.length}条里这些字都有`);
    await show(left, wanted, mine);
    if (mine === turn) outcome.dataset.done = query;
  };

  const begin = async () => {
    const asked = new URLSearchParams(location.search);
    input.value = asked.get('q') || '';
    if (location.protocol === 'file:') {
      say('这些网页是从文件夹里打开的，浏览器不让它们读取搜索索引。请从下面的目录里找，或者按Ctrl+F在本页查找。');
      return;
    }
    try {
      await load();
      boxes.forEach(([box]) => { box.checked = asked.getAll(box.name).includes(box.value); });
      if (innerWidth < 736) facets.querySelector('details').open = false;
      facets.addEventListener('change', search);
      let wait;
      form.addEventListener('submit', event => { event.preventDefault(); clearTimeout(wait); search(); });
      input.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(search, 200); });
      more.addEventListener('click', async () => {
        const count = results.children.length;
        await show(rest, shown, turn);
        results.children[count].querySelector('a').focus();
      });
      await search();
    } catch (error) {
      say('搜索没有装好，可能是浏览器太旧，或者索引没有传上来。请从下面的目录里找。');
    }
  };
  begin();
})();

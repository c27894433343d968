(function () {
  'use strict';
  // Takes from the server what was committed since, and shows it in place of what changed.

  const BETWEEN = 2000, PATIENCE = 3;
  const main = document.querySelector('main');
  const line = document.getElementById('live');
  let stamp = main.dataset.stamp, failures = 0;

  const words = {
    training: () => 'Live: the sweep is training. Last commit shown at ' + new Date().toLocaleTimeString() + '.',
    waiting: () => 'No driver is at work on this sweep now. The page updates itself once one is.',
    ended: () => 'The sweep has ended. This page shows all that it committed, and updates itself no more.',
    stopped: () => 'The sweep stopped before its runs ended. Repeat its command to resume it. This page shows all that it committed, and updates itself no more.',
    gone: () => 'This page is no longer served. It shows the last that it received.'
  };
  const say = state => { main.dataset.state = state; line.textContent = words[state](); };
  say(main.dataset.state);

  // Sections as the server sent them: what a reader did to them does not make them differ.
  const sent = new Map();
  const sections = within => Array.from(within.children).filter(e => e.localName === 'section');
  const remember = within => sections(within).forEach(s => sent.set(s.id, s.outerHTML));

  // What is to be done to charts, by the ids of their figures, once they are drawn.
  const pending = new Map();

  function chosenMoment(input) {
    const shown = input.nextElementSibling.value;
    if (input.dataset.shown === shown) { return input.dataset.chosen; }
    return input.value === input.max ? undefined : shown; // the last moment follows the training
  }

  // A slider has a limited number of moments, so a new one can replace the chosen one for a while.
  function choose(input, moment) {
    const away = input.dataset.moments.split(' ').map(m => Math.abs(m - moment));
    input.value = away.indexOf(Math.min(...away));
    input.dispatchEvent(new Event('input'));
    Object.assign(input.dataset, { chosen: moment, shown: input.nextElementSibling.value });
  }

  // What a reader has opened, chosen and zoomed in a part of the page.
  const keyOf = details => (details.closest('section, nav') || main).id + ' ' + details.querySelector('summary').textContent.replace(/\d+/g, '');
  function kept(part) {
    const charts = {};
    for (const figure of part.querySelectorAll('figure')) {
      const box = figure.querySelector('.chart');
      const chart = echarts.getInstanceByDom(box);
      if (!chart && pending.has(figure.id)) { charts[figure.id] = pending.get(figure.id); continue; }
      if (!chart && !box.dataset.scale) { continue; }
      const option = chart ? chart.getOption() : {};
      charts[figure.id] = {
        scale: box.dataset.scale,
        hidden: Object.entries(((option.legend || [])[0] || {}).selected || {}).filter(e => !e[1]).map(e => e[0]),
        zoom: (option.dataZoom || []).slice(0, 2).map(z => z.start > 0 || z.end < 100 ? { startValue: z.startValue, endValue: z.endValue } : null)
      };
    }
    return {
      open: new Set(Array.from(part.querySelectorAll('details[open]')).map(keyOf)),
      chosen: Array.from(part.querySelectorAll('.choice select')).map(s => s.selectedIndex),
      moments: new Map(Array.from(part.querySelectorAll('.slider input')).map(i => [i.closest('section').id, chosenMoment(i)])),
      sorted: Array.from(part.querySelectorAll('table')).map(t => {
        const heads = Array.from(t.tHead.rows[0].cells);
        const column = heads.findIndex(h => h.hasAttribute('aria-sort'));
        return column < 0 ? null : { column, down: heads[column].getAttribute('aria-sort') === 'descending' };
      }),
      charts
    };
  }

  function restore(part, was) {
    part.querySelectorAll('details').forEach(d => { if (was.open.has(keyOf(d))) { d.open = true; } });
    part.querySelectorAll('.choice select').forEach((s, i) => {
      if (was.chosen[i] > 0 && was.chosen[i] < s.options.length) { s.selectedIndex = was.chosen[i]; s.dispatchEvent(new Event('change')); }
    });
    part.querySelectorAll('.slider input').forEach(i => {
      const moment = was.moments.get(i.closest('section').id);
      if (moment !== undefined) { choose(i, moment); }
    });
    part.querySelectorAll('table').forEach((t, i) => {
      const button = was.sorted[i] && t.tHead.rows[0].cells[was.sorted[i].column].querySelector('button');
      if (button) { button.click(); if (was.sorted[i].down) { button.click(); } }
    });
    for (const [id, state] of Object.entries(was.charts)) {
      const figure = document.getElementById(id);
      if (figure && part.contains(figure)) {
        const box = figure.querySelector('.chart');
        if (state.scale) { box.dataset.scale = state.scale; }
        pending.set(id, state);
      }
    }
  }

  report.onDraw((chart, box) => {
    const id = box.closest('figure').id;
    const state = pending.get(id);
    if (!state) { return; }
    pending.delete(id);
    state.hidden.forEach(name => chart.dispatchAction({ type: 'legendUnSelect', name }));
    state.zoom.forEach((zoom, i) => { if (zoom) { chart.dispatchAction(Object.assign({ type: 'dataZoom', dataZoomIndex: i }, zoom)); } });
  });

  function replace(old, fresh) {
    const was = kept(old);
    report.dispose(old);
    old.replaceWith(fresh);
    report.setUp(fresh);
    restore(fresh, was);
  }

  function show(body) {
    const top = window.scrollY;
    const template = document.createElement('template');
    template.innerHTML = body;
    const parts = sections(template.content);
    const html = new Map(parts.map(part => [part.id, part.outerHTML]));
    const nav = template.content.querySelector('nav');
    const old = main.querySelector('nav');
    const open = Array.from(old.querySelectorAll('details')).map(d => d.open);
    nav.querySelectorAll('details').forEach((d, i) => { d.open = open[i]; });
    if (old.textContent !== nav.textContent) { old.replaceWith(nav); }
    main.querySelector('.subtitle').textContent = template.content.querySelector('.subtitle').textContent;
    sections(main).forEach(section => {
      if (!html.has(section.id)) { report.dispose(section); section.remove(); sent.delete(section.id); }
    });
    let before = main.querySelector('nav');
    for (const part of parts) {
      const there = document.getElementById(part.id);
      if (!there) {
        before.after(part);
        report.setUp(part);
        before = part;
      } else {
        if (sent.get(part.id) !== html.get(part.id)) { replace(there, part); }
        before = document.getElementById(part.id);
      }
      sent.set(part.id, html.get(part.id));
    }
    window.scrollTo(0, top);
  }

  async function look() {
    try {
      const answer = await fetch('update?after=' + stamp, { cache: 'no-store' });
      failures = 0;
      if (answer.status === 200) {
        const next = await answer.json();
        show(next.body);
        stamp = next.stamp;
        main.dataset.stamp = stamp;
        main.dataset.updates = Number(main.dataset.updates || 0) + 1;
        say(next.state);
      }
    } catch (e) {
      if (++failures >= PATIENCE) { say('gone'); return; }
    }
    if (main.dataset.state !== 'ended' && main.dataset.state !== 'stopped') { setTimeout(look, BETWEEN); }
  }

  // The page has been set up by now: what was sent is asked for once more, to compare with.
  fetch('update', { cache: 'no-store' }).then(a => a.json()).then(first => {
    const template = document.createElement('template');
    template.innerHTML = first.body;
    if (first.stamp === stamp) { remember(template.content); }
    look();
  }, () => say('gone'));
}());

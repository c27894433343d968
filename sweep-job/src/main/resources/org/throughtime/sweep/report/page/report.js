(function () {
  'use strict';
  // ECharts keeps functions out of options; all that take one are here.

  const report = window.report = {};
  const palettes = {};
  for (const palette of JSON.parse(document.getElementById('themes').textContent)) {
    palettes[palette.name] = palette;
    echarts.registerTheme(palette.name, theme(palette));
  }

  function theme(p) {
    const axis = {
      axisLine: { lineStyle: { color: p.muted } },
      axisTick: { lineStyle: { color: p.muted } },
      axisLabel: { color: p.muted },
      nameTextStyle: { color: p.text },
      splitLine: { lineStyle: { color: p.grid } },
      splitArea: { show: false }
    };
    return {
      color: p.series,
      backgroundColor: 'transparent',
      textStyle: { color: p.text },
      title: { textStyle: { color: p.text } },
      legend: { textStyle: { color: p.text }, inactiveColor: p.muted, pageTextStyle: { color: p.text }, pageIconColor: p.text, pageIconInactiveColor: p.grid },
      valueAxis: axis,
      logAxis: axis,
      categoryAxis: Object.assign({}, axis, { splitLine: { show: false } }),
      tooltip: { backgroundColor: p.background, borderColor: p.muted, textStyle: { color: p.text } },
      toolbox: { iconStyle: { borderColor: p.muted }, emphasis: { iconStyle: { borderColor: p.text } } },
      visualMap: { textStyle: { color: p.text } }
    };
  }

  const root = document.documentElement;
  const preference = window.matchMedia('(prefers-color-scheme: dark)');
  let printing = false;

  function themeName() {
    const chosen = root.dataset.theme || (preference.matches ? 'dark' : 'light');
    return printing ? 'light' : chosen;
  }

  function number(value) {
    if (typeof value !== 'number') { return value === '-' || value == null ? 'none' : String(value); }
    const shown = Number.isInteger(value) && Math.abs(value) < 1e9 ? value : Number(value.toPrecision(4));
    return Math.abs(shown) < 1000 ? String(shown) : shown.toLocaleString('en-US');
  }

  function escape(text) {
    return String(text).replace(/[&<>"]/g, c => '&#' + c.charCodeAt(0) + ';');
  }

  // The values of a heat map, row by row from below; NaN where there is none.
  function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed.values), c => c.charCodeAt(0));
    const codes = new DataView(bytes.buffer);
    return Float64Array.from({ length: bytes.length / 2 }, (_, i) => {
      const code = codes.getUint16(2 * i, true);
      return code === 0xffff ? NaN : packed.low + (packed.high - packed.low) * code / 0xfffe;
    });
  }

  // The color of a value, as red, green and blue.
  function color(value, map) {
    const stops = map.inRange.color.map(c => [1, 3, 5].map(i => parseInt(c.slice(i, i + 2), 16)));
    const place = Math.max(0, Math.min(1, (value - map.min) / (map.max - map.min))) * (stops.length - 1);
    const below = Math.min(Math.floor(place), stops.length - 2) || 0;
    return stops[below].map((c, k) => c + (stops[below + 1][k] - c) * (place - below));
  }

  // Black or white, whichever stands out from a color: at least 4.5 to 1 (WCAG 2.2).
  function onColor(rgb) {
    const [r, g, b] = rgb.map(c => (c /= 255) <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4));
    return .2126 * r + .7152 * g + .0722 * b > .179 ? '#000000' : '#ffffff';
  }

  // A pixel a cell: ECharts would make a shape of each, which takes a hundred times as long.
  function image(values, columns, map) {
    const rows = values.length / columns;
    const canvas = document.createElement('canvas');
    canvas.width = columns;
    canvas.height = rows;
    const context = canvas.getContext('2d');
    const pixels = context.createImageData(columns, rows);
    values.forEach((value, i) => {
      if (!Number.isNaN(value)) {
        const at = 4 * ((rows - 1 - Math.floor(i / columns)) * columns + i % columns);
        pixels.data.set([...color(value, map), 255], at);
      }
    });
    context.putImageData(pixels, 0, 0);
    return canvas.toDataURL();
  }

  // One item a column, so that the axis finds them; the first one draws the image.
  function mapSeries(values, columns, map) {
    const rows = values.length / columns;
    const url = image(values, columns, map);
    return {
      type: 'custom', silent: true, clip: true,
      data: Array.from({ length: columns }, (_, i) => [i, 0]),
      renderItem: (params, api) => {
        if (params.dataIndex !== 0) { return { type: 'group' }; }
        const first = api.coord([0, 0]);
        const last = api.coord([columns - 1, rows - 1]);
        const wide = columns > 1 ? (last[0] - first[0]) / (columns - 1) : api.size([1, 0])[0];
        const high = rows > 1 ? (first[1] - last[1]) / (rows - 1) : api.size([0, 1])[1];
        return { type: 'image', style: { image: url, x: first[0] - wide / 2, y: last[1] - high / 2, width: wide * columns, height: high * rows } };
      }
    };
  }

  // Both axes, or where curves go on along one, that one alone.
  const zoomed = kind => kind === 'line' || kind === 'histogram';
  const zoom = [
    { type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false, moveOnMouseWheel: false },
    { type: 'inside', yAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false, moveOnMouseWheel: false }
  ];

  // Labels at the cells that a round number falls into, about as many as wished.
  function roundPlaces(places, wished) {
    if (places.length <= wished) { return { interval: 0, formatter: name => number(Number(name)) }; }
    const rough = (places[places.length - 1] - places[0]) / wished;
    const decade = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = rough > 0 ? decade * [1, 2, 5, 10].find(s => s * decade >= rough) : 1;
    const round = value => Math.floor(value / step) * step;
    return {
      interval: i => i > 0 && round(places[i]) !== round(places[i - 1]),
      formatter: name => number(round(Number(name)))
    };
  }

  // Lines at values of an axis, behind the data: a series of their own, which no legend hides.
  function marks(option, colors) {
    const lines = [...(option.xAxis.marks || []).map(m => ({ xAxis: m.at, name: m.label })), ...(option.yAxis.marks || []).map(m => ({ yAxis: m.at, name: m.label }))];
    delete option.xAxis.marks;
    delete option.yAxis.marks;
    return lines.length === 0 ? [] : [{
      type: 'line', data: [], silent: true, z: 1,
      markLine: { silent: true, symbol: 'none', animation: false, data: lines, lineStyle: { color: colors.muted, type: [4, 3], width: 1 }, label: { formatter: '{b}', position: 'insideEndTop', color: colors.text } }
    }];
  }

  // A unit as long upwards as to the right: the axis that has room shows more.
  function equalUnits(option, grid, width, height) {
    Object.assign(grid, { left: 52, containLabel: false, bottom: 46 });
    const wide = width - grid.left - grid.right, high = height - grid.top - grid.bottom;
    const unit = Math.max((option.xAxis.max - option.xAxis.min) / wide, (option.yAxis.max - option.yAxis.min) / high);
    [[option.xAxis, wide], [option.yAxis, high]].forEach(([axis, length]) => {
      const middle = (axis.min + axis.max) / 2;
      Object.assign(axis, { min: middle - unit * length / 2, max: middle + unit * length / 2 });
      Object.assign(axis.axisLabel, { showMinLabel: false, showMaxLabel: false });
    });
    delete option.equalUnits;
  }

  function complete(option, width, height) {
    const kind = option.kind;
    const base = { animation: false, aria: { enabled: false }, textStyle: { fontFamily: 'system-ui, "DejaVu Sans", sans-serif' } };
    if (kind === 'parallel') {
      const colors = palettes[themeName()];
      // Behind a label, lines would make it illegible.
      const axisLabel = { formatter: number, color: colors.text, backgroundColor: colors.background, padding: [1, 3], borderRadius: 2 };
      return Object.assign(base, option, {
        parallel: { left: 60, right: 110, top: 34, bottom: 68, parallelAxisDefault: { axisLabel: axisLabel } },
        visualMap: colorBar(option.visualMap, width),
        title: colorName(option.visualMap)
      });
    }
    const legend = hasLegend(option);
    const heat = kind === 'heat';
    const listed = kind === 'listed';
    Object.assign(option.xAxis, { nameLocation: 'middle', nameGap: 26 });
    option.xAxis.axisLabel = Object.assign({ hideOverlap: true }, option.xAxis.type === 'category' ? {} : { formatter: number });
    option.yAxis.axisLabel = option.yAxis.type === 'category'
      ? { hideOverlap: true, width: listed ? Math.min(330, width * .45) : undefined, overflow: 'truncate', interval: listed ? 0 : 'auto' }
      : { formatter: number };
    if (!heat && option.xAxis.type === 'value' && option.xAxis.min === undefined && !listed) {
      option.xAxis.min = 'dataMin';
      option.xAxis.max = 'dataMax';
    }
    if (heat && !option.labelled) {
      [[option.xAxis, Math.max(2, Math.floor(width / 90))], [option.yAxis, 6]].filter(([axis]) => axis !== option.yAxis || !option.namedRows).forEach(([axis, most]) => Object.assign(axis.axisLabel, roundPlaces(axis.data.map(Number), most)));
    }
    const values = heat ? unpack(option.packed) : null;
    const told = tooltip(kind, option, values);
    // Paper has no room for many rows: there the legend has pages.
    const more = legendHeight(option, width);
    const paged = printing && more > MOST_PRINTED;
    const below = paged ? 0 : more;
    // Above the axis: along it, it would take width that a phone has not.
    base.title = { text: option.yAxis.name, left: 0, top: below + (legend ? 25 : 6), padding: 0, textStyle: { fontSize: 12, fontWeight: 'normal' } };
    delete option.yAxis.name;
    const made = Object.assign(base, option, {
      grid: { left: 12, right: 20, top: below + (legend ? 52 : 36), bottom: heat ? 64 : 34, containLabel: true },
      toolbox: {
        show: !printing,
        right: 4, top: below + (legend ? 20 : 0), itemSize: 13, // beside the name of the y axis: the legend needs the whole width
        feature: { dataZoom: { xAxisIndex: 0, yAxisIndex: zoomed(kind) ? 'none' : 0, filterMode: 'none', title: { zoom: 'Zoom: drag over the chart', back: 'Zoom back' } }, restore: { title: 'Whole chart' } }
      },
      dataZoom: zoom,
      tooltip: told
    });
    if (option.equalUnits) { equalUnits(made, made.grid, width, height); }
    if (kind === 'line' || kind === 'scatter' || kind === 'histogram') {
      const colors = palettes[themeName()].series;
      const lines = marks(option, palettes[themeName()]);
      made.series.forEach(s => {
        s.color = colors[s.look % colors.length];
        if (s.hollow) { s.itemStyle = { color: palettes[themeName()].background, borderColor: s.color, borderWidth: 1.5, opacity: 1 }; }
        delete s.look;
        delete s.hollow;
      });
      made.series = [...made.series, ...lines];
    }
    if (legend) { made.legend = { top: 0, left: 0, width: width - 10, itemGap: GAP, itemWidth: markerOf(kind), itemHeight: kind === 'scatter' ? 10 : 8, type: paged ? 'scroll' : 'plain', icon: kind === 'line' || kind === 'scatter' || kind === 'histogram' ? undefined : 'roundRect' }; }
    if (heat) {
      made.visualMap = colorBar(option.visualMap, width);
      made.title = [base.title, colorName(option.visualMap)];
      if (option.labelled) {
        const columns = option.packed.columns;
        const show = values.length <= 60;
        made.series[0].data = Array.from(values, (v, i) => ({
          value: [i % columns, Math.floor(i / columns), v],
          label: { show: show, color: onColor(color(v, option.visualMap)), formatter: p => number(p.value[2]) }
        })).filter(d => !Number.isNaN(d.value[2]));
        made.series[0].emphasis = { itemStyle: { borderColor: '#ffffff', borderWidth: 1 } };
      } else {
        made.series = [mapSeries(values, option.packed.columns, option.visualMap)];
        made.visualMap.seriesIndex = [];
      }
    }
    return made;
  }

  function colorBar(map, width) {
    return Object.assign({}, map, {
      type: 'continuous', orient: 'horizontal', left: 'center', bottom: 0, padding: 0, itemWidth: 10, itemHeight: Math.min(180, width * .4), calculable: false,
      text: [number(map.max), number(map.min)], hoverLink: false
    });
  }

  function colorName(map) {
    return { text: map.name, left: 'center', bottom: 15, padding: 0, textStyle: { fontSize: 12, fontWeight: 'normal' } };
  }

  function tooltip(kind, option, values) {
    const base = { confine: true, transitionDuration: 0 };
    const yTitle = option.yAxis.name;
    if (kind === 'heat') {
      const x = option.xAxis, y = option.yAxis, yName = y.name, value = option.visualMap.name;
      const place = name => option.labelled || Number.isNaN(Number(name)) ? name : number(Number(name));
      const words = (i, j, v) => escape(x.name + ' ' + place(x.data[i])) + '<br>' + escape(yName + ' ' + place(y.data[j])) + '<br><b>' + escape(value + ' ' + number(v)) + '</b>';
      if (option.labelled) {
        return Object.assign(base, { trigger: 'item', formatter: p => words(p.value[0], p.value[1], p.value[2]) });
      }
      // The cross of the axes knows both places.
      let row = 0;
      const note = p => { if (p.axisDimension === 'y') { row = y.data.indexOf(p.value); } return place(p.value); };
      return Object.assign(base, {
        trigger: 'axis',
        axisPointer: { type: 'cross', label: { formatter: note } },
        formatter: all => words(all[0].dataIndex, row, values[row * option.packed.columns + all[0].dataIndex])
      });
    }
    if (kind === 'interval' || kind === 'listed') {
      const axis = kind === 'interval' ? option.xAxis : option.yAxis;
      return Object.assign(base, {
        trigger: 'item',
        formatter: p => {
          const at = kind === 'interval' ? axis.name + ' ' + number(p.data.at) : axis.data[p.value[1]];
          const rate = number(kind === 'interval' ? p.value[1] : p.value[0]);
          return escape(p.seriesName.startsWith('series') ? '' : p.seriesName + ' ') + escape(at) + '<br><b>' + rate + ' %</b> (' + escape(p.data.note) + '), interval ' + number(p.data.low) + ' to ' + number(p.data.high);
        }
      });
    }
    if (kind === 'scatter') {
      return Object.assign(base, {
        trigger: 'item',
        formatter: p => [p.seriesName, p.data.note, option.xAxis.name + ' ' + number(p.value[0]), yTitle + ' ' + number(p.value[1])].filter(t => t).map(escape).join('<br>')
      });
    }
    if (kind === 'histogram') {
      return Object.assign(base, {
        trigger: 'axis',
        formatter: all => all.map(p => {
          const data = option.series[p.seriesIndex].data;
          const next = data[Math.min(p.dataIndex + 1, data.length - 1)][0];
          return p.marker + escape(p.seriesName) + ', ' + number(p.value[0]) + ' to ' + number(next) + ': <b>' + number(p.value[1]) + '</b>';
        }).join('<br>')
      });
    }
    return Object.assign(base, { trigger: 'axis', valueFormatter: number });
  }

  // A legend wraps, and the chart is higher by its further rows.
  const ROW = 20, GAP = 8, MOST_PRINTED = 2 * ROW;
  const pen = document.createElement('canvas').getContext('2d');
  const namesOf = option => new Set(option.series.map(s => s.name).filter(name => name));
  const hasLegend = option => option.kind !== 'parallel' && (option.named || namesOf(option).size > 1);
  const markerOf = kind => kind === 'scatter' ? 14 : 26;

  function legendHeight(option, width) {
    if (!hasLegend(option)) { return 0; }
    pen.font = '12px system-ui, "DejaVu Sans", sans-serif';
    let rows = 1, used = 0;
    for (const name of namesOf(option)) {
      const wide = markerOf(option.kind) + 5 + pen.measureText(name).width;
      if (used > 0 && used + GAP + wide > width - 10) { rows++; used = 0; }
      used += (used > 0 ? GAP : 0) + wide;
    }
    return (rows - 1) * ROW;
  }

  // What a chart shows, on the scale that the reader has chosen for it.
  function optionOf(box) {
    const option = JSON.parse(document.getElementById(box.id + '-option').textContent);
    const scale = box.dataset.scale;
    if (scale && option.yAxis.type !== scale) {
      option.yAxis.type = scale;
      option.yAxis.scale = true;
      delete option.yAxis.min;
      delete option.yAxis.max;
      if (scale === 'log') {
        option.series.forEach(s => { s.data = s.data.filter(d => (d.value || d)[1] === '-' || (d.value || d)[1] > 0); });
      }
    }
    return option;
  }

  const listeners = [];

  function draw(box) {
    const old = echarts.getInstanceByDom(box);
    if (old) { old.dispose(); }
    const option = optionOf(box);
    box.dataset.height = box.dataset.height || parseInt(box.style.height, 10);
    box.style.height = Number(box.dataset.height) + legendHeight(option, box.clientWidth) + 'px';
    // Many lines are drawn faster on a canvas; few print sharper as shapes.
    const many = option.kind === 'parallel';
    const chart = echarts.init(box, themeName(), many ? { renderer: 'canvas', devicePixelRatio: Math.max(2, window.devicePixelRatio) } : { renderer: 'svg' });
    // A cell is as wide and as high as its axes say, whatever the image is.
    chart.on('rendered', () => box.querySelectorAll('image').forEach(i => i.setAttribute('preserveAspectRatio', 'none')));
    chart.setOption(complete(option, box.clientWidth, box.clientHeight));
    // A finger scrolls the page; a mouse drags over what is to be seen closer.
    if (option.kind !== 'parallel' && !window.matchMedia('(pointer: coarse)').matches) {
      const drags = () => chart.dispatchAction({ type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true });
      chart.on('restore', drags);
      drags();
    }
    listeners.forEach(listener => listener(chart, box, option));
    chart.getZr().flush();
    return chart;
  }

  const boxes = () => Array.from(document.querySelectorAll('.chart'));
  const drawn = new Set();
  const show = box => { drawn.add(box); draw(box); };
  const visible = box => !box.closest('figure').hidden && box.clientWidth > 0;
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (entry.isIntersecting && !drawn.has(entry.target)) { show(entry.target); }
    }
  }, { rootMargin: '400px' });

  // One chart of several.
  function choices(within) {
    for (const choice of within.querySelectorAll('.choice')) {
      const figures = Array.from(choice.querySelectorAll('figure'));
      const select = choice.querySelector('select');
      const choose = () => figures.forEach((figure, i) => { figure.hidden = i !== select.selectedIndex; });
      select.addEventListener('change', choose);
      choose();
    }
  }

  // Charts of one moment of several. Those of the others are taken away, or they would use memory.
  function moment(slider, at) {
    const range = slider.querySelector('input');
    range.value = at;
    range.nextElementSibling.value = range.dataset.moments.split(' ')[at];
    range.setAttribute('aria-valuetext', range.nextElementSibling.value);
    slider.querySelectorAll('.row').forEach((row, i) => row.querySelectorAll('figure').forEach(figure => {
      figure.hidden = i !== at;
      const box = figure.querySelector('.chart');
      if (figure.hidden) { undraw(box); } else if (visible(box)) { show(box); }
    }));
  }

  function sliders(within) {
    for (const slider of within.querySelectorAll('.slider')) {
      const range = slider.querySelector('input');
      if (range) { range.addEventListener('input', () => moment(slider, Number(range.value))); }
    }
  }

  function undraw(box) {
    drawn.delete(box);
    const chart = echarts.getInstanceByDom(box);
    if (chart) { chart.dispose(); }
  }

  let resized = 0;
  window.addEventListener('resize', () => {
    cancelAnimationFrame(resized);
    resized = requestAnimationFrame(() => {
      if (!printing) { drawn.forEach(box => { const c = echarts.getInstanceByDom(box); if (c && c.getWidth() !== box.clientWidth && box.clientWidth > 0) { draw(box); } }); }
    });
  });

  // Light and dark.
  const button = document.getElementById('theme');
  const label = () => { button.textContent = themeName() === 'dark' ? 'Light' : 'Dark'; };
  const redraw = () => { label(); drawn.forEach(box => visible(box) && draw(box)); };
  button.addEventListener('click', () => { root.dataset.theme = themeName() === 'dark' ? 'light' : 'dark'; redraw(); });
  preference.addEventListener('change', redraw);
  label();

  // On paper everything is unfolded and drawn, as wide as the paper.
  let folded = [];
  window.addEventListener('beforeprint', () => {
    printing = true;
    root.classList.add('printing');
    folded = Array.from(document.querySelectorAll('details.part:not([open])'));
    folded.forEach(details => { details.open = true; });
    boxes().filter(visible).forEach(show);
  });
  window.addEventListener('afterprint', () => {
    printing = false;
    root.classList.remove('printing');
    redraw();
    folded.forEach(details => { details.open = false; });
  });

  // A link opens whatever its target is folded into.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    const slider = target.hidden && target.closest('.slider');
    if (slider) { moment(slider, Array.from(slider.querySelectorAll('.row')).indexOf(target.closest('.row'))); }
    let opened = false;
    const inside = target.matches('section') && target.querySelector(':scope > details.part');
    for (let details = inside || target.closest('details'); details; details = details.parentElement.closest('details')) {
      opened = opened || !details.open;
      details.open = true;
    }
    if (opened) { target.scrollIntoView({ block: target.matches('pre') ? 'center' : 'start' }); }
  };
  window.addEventListener('hashchange', unfold);

  // The contents stay in sight: unfolded, they would cover what a link in them leads to.
  document.addEventListener('click', event => {
    const contents = event.target.closest('a') && event.target.closest('#contents');
    if (contents) { contents.querySelector('details').open = false; }
  });

  // Tables are sorted by a click on a heading, and by another one the other way round.
  function tables(within) {
    for (const table of within.querySelectorAll('table')) {
      const body = table.tBodies[0];
      if (body.rows.length < 3) { continue; }
      Array.from(table.tHead.rows[0].cells).forEach((heading, column) => sortable(table, heading, column));
    }
  }

  function sortable(table, heading, column) {
    const body = table.tBodies[0];
    const sort = document.createElement('button');
    sort.type = 'button';
    sort.textContent = heading.textContent;
    sort.title = 'Sort';
    heading.replaceChildren(sort);
    sort.addEventListener('click', () => {
      const down = heading.getAttribute('aria-sort') === 'ascending';
      for (const other of table.tHead.rows[0].cells) { other.removeAttribute('aria-sort'); }
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const key = row => row.cells[column].textContent;
      const value = text => { const n = parseFloat(text.replace(/,/g, '')); return Number.isNaN(n) ? Infinity : n; };
      const rows = Array.from(body.rows).sort((a, b) => heading.className === 'number' ? value(key(a)) - value(key(b)) : key(a).localeCompare(key(b)));
      if (down) { rows.reverse(); }
      body.append(...rows);
    });
  }

  // Makes a part of the page work, and takes one away again.
  const parts = [choices, sliders, tables, within => within.querySelectorAll('.chart').forEach(box => seen.observe(box))];
  report.setUp = within => parts.forEach(part => part(within));
  report.dispose = within => within.querySelectorAll('.chart').forEach(box => {
    seen.unobserve(box);
    undraw(box);
  });
  report.onSetUp = part => parts.push(part);
  report.onDraw = listener => listeners.push(listener);
  report.start = () => { report.setUp(document); unfold(); };
  Object.assign(report, { draw, drawn, optionOf, complete, themeName, unpack });
}());

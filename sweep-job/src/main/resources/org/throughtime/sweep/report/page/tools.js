(function () {
  'use strict';
  // What a reader does with a chart: link to it, change its scale, save it; and copy a command.

  function button(text, title, act) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.title = title;
    made.addEventListener('click', act);
    return made;
  }

  const kindOf = box => JSON.parse(document.getElementById(box.id + '-option').textContent);

  report.onSetUp(within => {
    for (const figure of within.querySelectorAll('figure')) {
      const box = figure.querySelector('.chart');
      const tools = document.createElement('span');
      tools.className = 'tools';
      const link = document.createElement('a');
      link.href = '#' + figure.id;
      link.textContent = '#';
      link.title = 'Link to this chart';
      tools.append(link, save(figure, box));
      figure.querySelector('figcaption').append(tools);
      // The option is read when the reader asks for the other scale, not for every chart of the page.
      if (box.dataset.kind === 'line' || box.dataset.kind === 'scatter') { tools.prepend(scale(box)); }
    }
  });

  function scale(box) {
    const log = () => (box.dataset.scale || kindOf(box).yAxis.type) === 'log';
    const made = button('lin/log', 'Linear or logarithmic scale', () => {
      box.dataset.scale = log() ? 'value' : 'log';
      report.draw(box);
    });
    return made;
  }

  function save(figure, box) {
    const menu = document.createElement('select');
    menu.setAttribute('aria-label', 'Save this chart as a file');
    ['Save', 'PNG', 'SVG', 'CSV'].forEach(word => menu.add(new Option(word)));
    menu.addEventListener('change', () => {
      const format = menu.value.toLowerCase();
      menu.selectedIndex = 0;
      const link = document.createElement('a');
      link.download = figure.id.slice(4) + '.' + format;
      link.href = format === 'csv' ? csv(box) : picture(box, format);
      link.click();
      if (link.href.startsWith('blob:')) { setTimeout(() => URL.revokeObjectURL(link.href), 1000); }
    });
    return menu;
  }

  // Drawn again in the format that is asked for, on the background of the page.
  function picture(box, format) {
    const hidden = document.createElement('div');
    const size = { width: Math.max(600, box.clientWidth), height: box.clientHeight };
    const chart = echarts.init(hidden, report.themeName(), Object.assign({ renderer: format === 'svg' ? 'svg' : 'canvas', devicePixelRatio: 2 }, size));
    const option = report.complete(report.optionOf(box), size.width, size.height);
    delete option.toolbox;
    chart.setOption(option);
    chart.getZr().flush();
    const url = chart.getDataURL({ type: format, backgroundColor: getComputedStyle(document.body).backgroundColor });
    chart.dispose();
    return url;
  }

  function csv(box) {
    const cell = value => value === '-' || value == null || Number.isNaN(value) ? '' : /[",\r\n]/.test(String(value)) ? '"' + String(value).replace(/"/g, '""') + '"' : String(value);
    const text = rows(kindOf(box)).map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
    return URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  }

  report.rows = rows;
  function rows(option) {
    if (option.kind === 'parallel') {
      return [option.parallelAxis.map(axis => axis.name), ...option.series[0].data];
    }
    if (option.kind === 'heat') {
      const columns = option.packed.columns;
      const values = Array.from(report.unpack(option.packed));
      return [[option.xAxis.name, option.yAxis.name, option.visualMap.name],
        ...values.map((v, i) => [option.xAxis.data[i % columns], option.yAxis.data[Math.floor(i / columns)], v])];
    }
    const noted = option.series.filter(s => !s.silent);
    if (option.kind === 'interval' || option.kind === 'listed') {
      const names = option.kind === 'listed' ? option.yAxis.data : null;
      const value = option.kind === 'listed' ? 0 : 1;
      return [['series', 'at', 'value', 'low', 'high', 'note'],
        ...noted.flatMap(s => s.data.map(d => [s.name, names ? names[d.at] : d.at, d.value[value], d.low, d.high, d.note]))];
    }
    return [['series', option.xAxis.name || 'x', option.yAxis.name || 'y'],
      ...noted.flatMap(s => s.data.map(d => [s.name, ...(d.value || d).slice(0, 2)]))];
  }

  // In charts of one figure, a run that is hidden in one is hidden in all, and a stretch along x is shown in all.
  let following = false;
  function others(box, act) {
    if (following) { return; }
    following = true;
    const figure = box.closest('.charts');
    if (figure) {
      report.drawn.forEach(other => {
        const chart = other !== box && figure.contains(other) && echarts.getInstanceByDom(other);
        if (chart && other.dataset.kind === 'line') { act(chart, other); }
      });
    }
    following = false;
  }

  report.onDraw((chart, box, option) => {
    if (box.dataset.kind !== 'line') { return; }
    chart.on('legendselectchanged', event => others(box, chart => {
      chart.dispatchAction({ type: event.selected[event.name] ? 'legendSelect' : 'legendUnSelect', name: event.name });
    }));
    chart.on('datazoom', () => others(box, (other, of) => {
      if (kindOf(of).xAxis.name !== kindOf(box).xAxis.name) { return; }
      const shown = chart.getOption().dataZoom[0];
      other.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, startValue: shown.startValue, endValue: shown.endValue });
    }));
  });

  // Lines that every brush of parallel coordinates takes in, counted below them.
  report.onDraw((chart, box) => {
    if (box.dataset.kind !== 'parallel') { return; }
    let count = box.parentElement.querySelector('.count');
    if (!count) {
      count = document.createElement('p');
      count.className = 'count';
      box.after(count);
    }
    const tell = () => {
      const series = chart.getModel().getSeriesByIndex(0);
      const all = series.getData().count();
      const active = series.getRawIndicesByActiveState('active').length;
      count.textContent = active === 0 || active === all
        ? 'Drag along an axis to choose lines by its values.'
        : active + ' of ' + all + ' lines chosen. Click on an axis to choose all again.';
    };
    chart.on('axisareaselected', () => setTimeout(tell, 50));
    tell();
  });

  report.onSetUp(within => {
    for (const code of within.querySelectorAll('.command code')) {
      const copy = button('Copy', 'Copy this command', () => {
        const done = () => { copy.textContent = 'Copied'; setTimeout(() => { copy.textContent = 'Copy'; }, 1500); };
        // A page from the file system may have no clipboard of its own.
        const selected = () => { getSelection().selectAllChildren(code); if (document.execCommand('copy')) { done(); } };
        if (navigator.clipboard) { navigator.clipboard.writeText(code.textContent).then(done, selected); } else { selected(); }
      });
      code.before(copy);
    }
  });
}());

// Charts, two in a row: the words of each, its graph (kept between runs), its theme, its downloads.

const waiting = new Set();
const variable = (style, name) => style.getPropertyValue(`--st-${name}`).trim();
const colours = (style, name) => variable(style, `chart-${name}-colors`).split(",").map((c) => c.trim()).filter(Boolean);
const scale = (list) => list.map((colour, place) => [place / (list.length - 1), colour]);

export default function ({ data, parentElement }) {
  const found = parentElement.querySelector(".charts");
  const charts = found ? found.charts : new Charts(parentElement);
  charts.show(data);
  return () => charts.remove();
}

class Charts {
  constructor(parent) {
    this.root = add(parent, "div", "charts");
    this.root.charts = this;
    this.known = new Map();
  }

  show({ charts, ...shared }) {
    const names = charts.map((one) => one.name);
    for (const [name, chart] of this.known) if (!names.includes(name)) this.drop(name, chart);
    this.root.classList.toggle("beside", charts.length > 1);
    charts.forEach((one, place) => {
      if (!this.known.has(one.name)) this.known.set(one.name, new Chart(this.root, one.name));
      const chart = this.known.get(one.name);
      if (this.root.children[place] !== chart.root) this.root.insertBefore(chart.root, this.root.children[place]);
      chart.show({ ...shared, ...one });
    });
  }

  drop(name, chart) {
    this.known.delete(name);
    chart.remove();
  }

  remove() {
    this.known.forEach((chart, name) => this.drop(name, chart));
    this.root.remove();
  }
}

class Chart {
  constructor(parent, name) {
    this.root = add(parent, "figure", "chart");
    this.root.chart = this;
    this.root.dataset.name = name;
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "figure");
    const words = add(this.root, "div", "words");
    this.finding = add(words, "p", "finding");
    this.measure = add(words, "p", "measure");
    this.plot = add(this.root, "div", "plot");
    this.graph = add(this.plot, "div", "graph");
    this.source = add(this.root, "p", "source");
    this.summary = add(this.root, "p", "summary");
    this.onScreen = false;
    this.sight = new IntersectionObserver((entries) => this.seen(entries.at(-1).isIntersecting));
    this.sight.observe(this.plot);
    this.size = new ResizeObserver(() => this.fit());
    this.size.observe(this.plot);
    this.beforePrint = () => this.draw(themeOf(this.root), true);
    addEventListener("beforeprint", this.beforePrint);
  }

  show(data) {
    this.data = data;
    this.root.setAttribute("aria-label", data.alt);
    this.root.style.height = `${data.height}px`;
    const said = { finding: data.title, measure: data.subtitle, source: data.source, summary: data.summary };
    for (const [place, text] of Object.entries(said)) if (this[place].textContent !== text) this[place].textContent = text;
    schedule(this);
  }

  seen(now) {
    this.onScreen = now;
    if (now) schedule(this);
  }

  fit() {
    const size = `${this.plot.clientWidth}x${this.plot.clientHeight}`;
    if (!this.drawn || !this.onScreen || !this.plot.clientWidth || size === this.fitted) return;
    this.fitted = size;
    window.Plotly.Plots.resize(this.graph);
  }

  async draw(theme, always = false) {
    const data = this.data;
    if (this.removed || !(this.onScreen || always)) return;
    if (this.drawn === data.spec && this.theme?.name === theme.name) return this.fit();
    try {
      const Plotly = window.Plotly ?? (await library(data.libraries));
      if (this.removed || this.data !== data) return;
      this.drawn = data.spec;
      this.theme = theme;
      this.fitted = `${this.plot.clientWidth}x${this.plot.clientHeight}`;
      const figure = JSON.parse(data.spec);
      const layout = { uirevision: data.name, ...figure.layout, template: theme.template, autosize: true };
      this.drawing = Plotly.react(this.graph, figure.data, layout, (this.config ??= this.configuration(Plotly)));
      await this.drawing;
      this.makeReachable();
      this.failure?.remove();
      this.failure = null;
    } catch (error) {
      this.fail(error);
    }
  }

  configuration(Plotly) {
    const button = (format) => ({
      name: format, title: this.data.words[format],
      icon: format === "png" ? Plotly.Icons.camera : Plotly.Icons.disk,
      click: () => this.download(Plotly, format),
    });
    return {
      displaylogo: false, responsive: false, showSendToCloud: false, showTips: false,
      modeBarButtonsToRemove: ["toImage", "sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
      modeBarButtonsToAdd: [button("png"), button("svg")],
    };
  }

  download(Plotly, format) {
    const figure = JSON.parse(this.data.spec);
    const width = Math.max(this.plot.clientWidth, 640), height = this.plot.clientHeight + 110;
    const wrapped = wrap(this.data.title, Math.floor(width / 9));
    const extra = 22 * (wrapped.split("<br>").length - 1);
    const title = { text: `<b>${wrapped}</b>`, subtitle: { text: this.data.subtitle }, x: 0.01, y: 0.97, xref: "container",
      yref: "container", xanchor: "left", yanchor: "top", automargin: false };
    const source = { text: this.data.source, showarrow: false, xref: "paper", yref: "paper", x: 0, y: 0, yanchor: "top",
      xanchor: "left", yshift: -58, font: { size: 10 } };
    const given = figure.layout ?? {};
    const margin = { ...this.theme.template.layout.margin, ...given.margin };
    const layout = { ...given, title, annotations: [...(given.annotations ?? []), source], template: this.theme.template,
      margin: { ...margin, t: 78 + extra, b: Math.max(margin.b, 40) + 40 }, paper_bgcolor: this.theme.background };
    return Plotly.downloadImage({ data: figure.data, layout },
      { format, filename: this.data.name, width, height: height + extra, scale: format === "png" ? 2 : 1 });
  }

  makeReachable() {
    this.graph.querySelectorAll(".main-svg").forEach((svg) => svg.setAttribute("aria-hidden", "true"));
    this.graph.querySelectorAll(".modebar-btn").forEach((button) => {
      button.tabIndex = 0;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", button.dataset.title ?? button.getAttribute("rel") ?? "");
      button.onkeydown = (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); button.click(); }
      };
    });
  }

  fail(error) {
    console.error(error);
    this.drawn = null;
    this.failure ??= add(this.plot, "p", "failure");
    this.failure.setAttribute("role", "alert");
    this.failure.textContent = `${this.data.words.failed} ${this.data.summary}`;
  }

  remove() {
    this.removed = true;
    this.sight.disconnect();
    this.size.disconnect();
    removeEventListener("beforeprint", this.beforePrint);
    this.root.remove();
    // Plotly goes on with what it has begun to draw, and needs the graph for that.
    const purge = () => window.Plotly?.purge?.(this.graph);
    Promise.resolve(this.drawing).then(purge, purge);
  }
}

// All charts of one update are drawn together as soon as Streamlit has handed them over: styles are read once, then
// drawn, before the next part of the page is put up.
function schedule(chart) {
  waiting.add(chart);
  if (waiting.size > 1) return;
  queueMicrotask(() => {
    const charts = [...waiting].filter((one) => !one.removed);
    waiting.clear();
    const themes = charts.map((one) => themeOf(one.root));
    charts.forEach((one, place) => one.draw(themes[place]));
  });
}

// Streamlit's live style variables as a Plotly template.
function themeOf(element) {
  const style = getComputedStyle(element), read = (name) => variable(style, name);
  const text = read("text-color"), line = read("border-color"), background = read("background-color");
  const sequential = colours(style, "sequential"), diverging = colours(style, "diverging");
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: read("gray-text-color"), automargin: true,
    ticklabeloverflow: "allow", ticklabelstandoff: 4, tickfont: { size: 12 }, title: { font: { size: 12 }, standoff: 8 } };
  const layout = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", colorway: colours(style, "categorical"),
    font: { color: text, family: read("font"), size: 12 }, separators: ".,", xaxis: axis, yaxis: axis,
    margin: { l: 12, r: 12, t: 12, b: 12 }, hoverlabel: { bgcolor: background, bordercolor: line, font: { color: text } },
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: read("gray-text-color"), activecolor: text, orientation: "h" },
  };
  const data = {};
  if (sequential.length > 1 && diverging.length > 1) {
    layout.colorscale = { sequential: scale(sequential), sequentialminus: scale(sequential), diverging: scale(diverging) };
    data.heatmap = [{ colorscale: scale(sequential) }];
  }
  const mark = (name) => ({ marker: { color: read(name) } });
  data.waterfall = [{ increasing: mark("green-color"), decreasing: mark("red-color"), totals: mark("blue-color") }];
  const template = { layout, data };
  return { name: JSON.stringify(template), template, background };
}

// Plotly as Streamlit already serves it; else the copy inside the installed plotly package.
function library(addresses) {
  return (window.chartLibrary ??= load(addresses).catch((error) => {
    window.chartLibrary = null;
    throw error;
  }));
}

async function load(addresses) {
  for (const address of addresses) {
    try { await import(new URL(address, served()).href); } catch (error) { console.warn("chart: not served", address, error); }
    if (window.Plotly?.react) return window.Plotly;
  }
  throw Error("plotly.js not found");
}

function served() {
  const script = document.querySelector('script[src*="static/js/index"]');
  return script ? script.src.replace(/static\/js\/.*$/, "") : new URL(".", document.baseURI).href;
}

function wrap(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1) && `${lines.at(-1)} ${word}`.length > width) lines.push(word);
    else lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines.join("<br>");
}

function add(parent, tag, name) {
  return parent.appendChild(Object.assign(document.createElement(tag), { className: name }));
}

// The grids of a city coloured by a measure, with a slider through time.
//
// One script without imports: the program serves it to its own page, and a report that opens
// offline carries it inside. Colours are custom properties (grid_map.css names them); every word
// comes from outside and is set as text.

"use strict";

(() => {
  const PLAY_MS = 1200;
  const NAME_PAD = 8;

  /** Return an element with a class and a text. */
  function made(tag, look, text) {
    const element = document.createElement(tag);
    if (look) element.className = look;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /** The layer: `grids` are [{id, name, ring: [[lat, lon], …]}], `ground` faint lines below. */
  class GridMap {
    constructor(map, city) {
      this.map = map;
      this.city = city;
      this.block = null;
      this.step = 0;
      this.chosen = "";
      this.timer = null;
      this.texts = {};
      this.onChosen = () => {};
      this.onStep = () => {};
      this.shapes = new Map();
      this.holder = map.getContainer();
      this.holder.classList.add("grid-map");
      this.#drawGround();
      this.#drawGrids();
      this.#makePanels();
      this.home();
      map.on("zoomend moveend resize", () => this.#fitNames());
      this.holder.addEventListener("keydown", (event) => this.#onKey(event));
    }

    /** Show a block: {title, unit, decimals, steps: [{label, values, counts, classes}], texts}. */
    show(block) {
      this.pause();
      this.block = block;
      this.texts = block.texts;
      this.slider.max = String(Math.max(0, block.steps.length - 1));
      this.bar.hidden = block.steps.length < 2;
      this.slider.setAttribute("aria-label", block.texts.step);
      this.go(block.steps.length - 1);
      this.#sayPlay();
    }

    /** Show the step with this number. */
    go(number) {
      const last = this.block ? this.block.steps.length - 1 : 0;
      this.step = Math.min(last, Math.max(0, number));
      this.slider.value = String(this.step);
      this.#drawLegend();
      this.#paint();
      this.onStep(this.step);
    }

    /** Run through the steps, again from the first after the last. */
    play() {
      if (this.timer !== null || !this.block || this.block.steps.length < 2) return;
      this.timer = setInterval(() => this.go((this.step + 1) % this.block.steps.length), PLAY_MS);
      this.#sayPlay();
    }

    pause() {
      if (this.timer !== null) clearInterval(this.timer);
      this.timer = null;
      if (this.block) this.#sayPlay();
    }

    toggle() {
      if (this.timer === null) this.play();
      else this.pause();
    }

    /** Show the whole city. */
    home() {
      const points = this.city.grids.flatMap((grid) => grid.ring);
      if (points.length > 0) this.map.fitBounds(points, { paddingTopLeft: [24, 24], paddingBottomRight: [24, 72], animate: false });
    }

    /** Mark a grid as the chosen one; "" for none. */
    choose(id) {
      this.chosen = id;
      // A mark of its own above all grids: their neighbours would hide half of an edge.
      this.mark.setLatLngs(this.shapes.get(id)?.grid.ring ?? []);
    }

    setLook(colours) {
      const root = document.documentElement;
      for (const [name, value] of Object.entries(colours)) root.style.setProperty(`--${name}`, value);
    }

    setScale(factor) {
      document.documentElement.style.setProperty("--scale", String(factor));
      this.#fitNames();
    }

    /** What is shown, for tests. */
    state() {
      const shades = {};
      for (const [id, shape] of this.shapes) shades[id] = shape.shade;
      return {
        step: this.step,
        label: this.when.textContent,
        playing: this.timer !== null,
        shades,
        chosen: this.chosen,
        said: this.info.textContent,
        legend: [...this.legend.querySelectorAll("li")].map((item) => item.textContent),
        names: [...this.shapes.values()].filter((shape) => !shape.name.hidden).length,
      };
    }

    #drawGround() {
      const options = { interactive: false, keyboard: false };
      for (const ring of this.city.water) L.polygon(ring, { ...options, className: "water" }).addTo(this.map);
      for (const line of this.city.streets) L.polyline(line, { ...options, className: "street" }).addTo(this.map);
    }

    #drawGrids() {
      for (const grid of this.city.grids) {
        const layer = L.polygon(grid.ring, { className: "grid none", bubblingMouseEvents: false }).addTo(this.map);
        const label = made("div", "grid-label");
        const name = made("div", "grid-name", grid.name);
        const value = made("div", "grid-value", "");
        label.append(name, value);
        const icon = L.divIcon({ html: label, className: "grid-spot", iconSize: [0, 0] });
        L.marker(layer.getCenter(), { icon, interactive: false, keyboard: false }).addTo(this.map);
        const path = layer.getElement();
        path.setAttribute("tabindex", "0");
        path.setAttribute("role", "button");
        const shape = { grid, layer, path, label, name, value, shade: null };
        this.shapes.set(grid.id, shape);
        layer.on("click", () => this.#pick(grid.id));
        for (const kind of ["mouseenter", "focus"]) path.addEventListener(kind, () => this.#say(grid.id));
        for (const kind of ["mouseleave", "blur"]) path.addEventListener(kind, () => this.#say(""));
      }
      this.mark = L.polygon([], { className: "chosen-grid", interactive: false }).addTo(this.map);
    }

    #makePanels() {
      this.info = made("div", "grid-info");
      this.info.setAttribute("role", "status");
      this.info.hidden = true;
      this.legend = made("ul", "grid-legend");
      this.bar = made("div", "grid-steps");
      this.playButton = made("button", "grid-play");
      this.playButton.type = "button";
      this.slider = made("input");
      this.slider.type = "range";
      this.slider.min = "0";
      this.slider.step = "1";
      this.when = made("output", "grid-when");
      this.bar.append(this.playButton, this.slider, this.when);
      this.bar.hidden = true;
      this.holder.append(this.info, this.legend, this.bar);
      this.playButton.addEventListener("click", () => this.toggle());
      this.slider.addEventListener("input", () => {
        this.pause();
        this.go(Number(this.slider.value));
      });
      for (const panel of [this.legend, this.bar, this.info]) {
        L.DomEvent.disableClickPropagation(panel);
        L.DomEvent.disableScrollPropagation(panel);
      }
    }

    #drawLegend() {
      const { unit, texts } = this.block;
      const classes = this.block.steps[this.step]?.classes ?? { labels: [], shades: [] };
      this.legend.replaceChildren();
      const rows = classes.labels.map((label, place) => [`shade-${classes.shades[place]}`, label]);
      if (unit) this.legend.append(made("li", "grid-unit", unit));
      for (const [look, label] of [...rows, ["none", texts.none]]) {
        const row = made("li");
        row.append(made("span", `swatch ${look}`), made("span", "", label));
        this.legend.append(row);
      }
    }

    #paint() {
      const step = this.block?.steps[this.step] ?? { label: "", values: {}, counts: {} };
      for (const [id, shape] of this.shapes) {
        const value = step.values[id];
        shape.shade = this.#shadeOf(value);
        const look = shape.shade === null ? "none" : `shade-${shape.shade}`;
        shape.path.setAttribute("class", `leaflet-interactive grid ${look}`);
        shape.label.className = `grid-label on-${shape.shade ?? "none"}`;
        shape.value.textContent = this.#number(value);
        shape.path.setAttribute("aria-label", this.#words(id));
      }
      this.when.textContent = step.label;
      this.slider.setAttribute("aria-valuetext", step.label);
      if (this.told) this.#say(this.told);
      this.#fitNames();
    }

    #shadeOf(value) {
      if (value === undefined || value === null || !this.block) return null;
      const { limits, shades } = this.block.steps[this.step].classes;
      return shades[limits.filter((limit) => value >= limit).length];
    }

    #number(value) {
      if (value === undefined || value === null) return "—";
      const decimals = this.block.decimals;
      return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    }

    #words(id) {
      const step = this.block?.steps[this.step];
      if (!step) return this.shapes.get(id).grid.name;
      const count = step.counts[id];
      const unit = step.values[id] === undefined || !this.block.unit ? "" : ` ${this.block.unit}`;
      const said = `${this.shapes.get(id).grid.name}: ${this.#number(step.values[id])}${unit}`;
      return count === undefined ? said : `${said} · n ${count.toLocaleString("en")}`;
    }

    #say(id) {
      this.told = id;
      this.info.hidden = id === "" || !this.block;
      if (this.info.hidden) return;
      const before = this.block.steps[this.step - 1];
      const lines = [made("strong", "", this.#words(id))];
      lines.push(made("span", "", [this.block.title, this.when.textContent].filter(Boolean).join(" · ")));
      if (before && before.values[id] !== undefined) {
        lines.push(made("span", "", `${before.label}: ${this.#number(before.values[id])}`));
      }
      this.info.replaceChildren(...lines);
    }

    #pick(id) {
      this.choose(id);
      this.onChosen(id);
    }

    #sayPlay() {
      const playing = this.timer !== null;
      this.playButton.textContent = playing ? "❚❚" : "▶";
      const words = playing ? this.texts.pause : this.texts.play;
      this.playButton.setAttribute("aria-label", words);
      this.playButton.title = words;
    }

    /** A name stands only where it fits into its grid; the value always does. */
    #fitNames() {
      for (const shape of this.shapes.values()) {
        const room = shape.path.getBoundingClientRect();
        shape.name.hidden = false;
        const fits = shape.name.offsetWidth + NAME_PAD <= room.width && room.height > 44;
        shape.name.hidden = !fits;
        shape.label.hidden = room.width < shape.value.offsetWidth || room.height < 14;
      }
    }

    #onKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const grid = [...this.shapes].find(([, shape]) => shape.path === event.target);
      if (grid && (event.key === "Enter" || event.key === " ")) this.#pick(grid[0]);
      else if (event.key === "ArrowRight") this.#turn(1);
      else if (event.key === "ArrowLeft") this.#turn(-1);
      else if (event.key === "Home") this.go(0);
      else if (event.key === "End") this.go(Infinity);
      else if (event.key === " " && event.target !== this.playButton) this.toggle();
      else if (event.key === "+" || event.key === "=") this.map.zoomIn();
      else if (event.key === "-") this.map.zoomOut();
      else if (event.key === "0") this.home();
      else return;
      event.preventDefault();
    }

    #turn(by) {
      this.pause();
      this.go(this.step + by);
    }
  }

  window.BigscreenGridMap = GridMap;

  /** Lead the program in: `window.gridMap` is the one door of its page. */
  window.openGridMapDoor = (gridMap) => {
    window.gridMap = gridMap;
    new QWebChannel(qt.webChannelTransport, ({ objects }) => {
      gridMap.onChosen = (id) => objects.grid_map.grid_chosen(id);
      gridMap.onStep = (step) => objects.grid_map.step_changed(step);
      objects.grid_map.page_ready();
    });
  };
})();

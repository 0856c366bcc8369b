// The one line of words over the map: that the link is lost, or that the view is locked.

import { text } from "./texts.js";

export class Banner {
  constructor(map) {
    this.line = document.createElement("div");
    this.line.className = "banner";
    this.line.hidden = true;
    this.line.setAttribute("role", "status");
    map.getContainer().append(this.line);
    this.lost = false;
    this.locked = false;
  }

  /** Show what matters most; `known` holds `lost`, `locked` or both. */
  show(known) {
    Object.assign(this, known);
    this.line.textContent = this.lost ? text("lost") : this.locked ? text("locked") : "";
    this.line.classList.toggle("lost", this.lost);
    this.line.hidden = this.line.textContent === "";
  }
}

// Words and clocks on the map. The words come from the program, already translated.

const texts = {
  days: "{n} d",
  minutes: "{n} min",
  locked: "",
  lost: "",
};

/** Take translated texts; names that are not known are ignored, values that are not text too. */
export function setTexts(given) {
  for (const name of Object.keys(texts)) {
    if (typeof given?.[name] === "string") texts[name] = given[name];
  }
}

export function text(name) {
  return texts[name];
}

/** Return elapsed time as mm:ss, h:mm:ss, or whole days from one day on. */
export function clock(elapsedMs) {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  if (seconds >= 86400) return texts.days.replace("{n}", String(Math.floor(seconds / 86400)));
  const pad = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${pad(minutes)}:${pad(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}

/** Return an age in minutes in words. */
export function minutes(n) {
  return texts.minutes.replace("{n}", n === 255 ? ">254" : String(n));
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Return outside text fit for one line: no control or direction marks, at most `most` characters. */
export function oneLine(value, most = 80) {
  const clean = String(value ?? "").replace(CONTROLS, " ").replace(/\s+/g, " ").trim();
  const characters = Array.from(clean);
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : clean;
}

"use strict";
// Data come as scripts: a page opened from a folder may load those, and may fetch nothing.

const held = {};
const asked = {};

/** What every data file calls: keep what it holds under its name. */
function jx(name, data) {
  held[name] = data;
}

/** A data file's content, loaded once. */
function load(name, path) {
  asked[name] = asked[name] || new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = path;
    script.onload = () => (name in held ? done(held[name]) : failed(new Error(path)));
    script.onerror = () => failed(new Error(path));
    document.head.append(script);
  });
  return asked[name];
}

/** An element with attributes, handlers (`onclick`) and children; text is never read as markup. */
function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

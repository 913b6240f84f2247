/** The forms that the bot opens in answer to a command or a button. */

import { submitForm } from "../api.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { Component } from "../numbers.js";
import { markdown } from "../stream/markdown.js";
import { fieldOf } from "./fields.js";

/** @param {import("../state.js").State} state */
export function openForms(state) {
  state.addEventListener("interaction", ({ detail }) => {
    if (detail.modal && detail.state === "acknowledged" && detail.user_id === state.me?.id) open(detail, state);
  });
}

function open({ id, modal, user_id }, state) {
  document.querySelector("dialog.form")?.close();
  const fields = [];
  const refusal = el("p.failure", { role: "alert", hidden: true });
  const send = el("button.button.primary", { value: "send" }, "Send");
  const form = el(
    "form",
    { onsubmit: (event) => submit(event) },
    el(
      "header.form-head",
      {},
      el("h2", {}, modal.title),
      el(
        "button.round",
        { type: "button", title: "Close (Escape)", "aria-label": "Close", onclick: () => dialog.close() },
        icon("close"),
      ),
    ),
    el("div.form-body", {}, modal.components.map(row)),
    refusal,
    el(
      "footer.form-foot",
      {},
      el("button.button.secondary", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      send,
    ),
  );
  const dialog = el("dialog.form", { "aria-label": modal.title, onclose: () => dialog.remove() }, form);

  function row(component) {
    if (component.type === Component.TEXT) return el("div.words", {}, markdown(component.content, state));
    const inner = component.type === Component.ROW ? component.components[0] : component.component;
    const field = fieldOf(inner, state);
    const needed = inner.type !== Component.CHECKBOX && (inner.required ?? true);
    fields.push([inner.custom_id, field]);
    return el(
      field.single ? "label.form-field" : "div.form-field",
      field.single ? {} : { role: "group", "aria-label": component.label ?? inner.label },
      el(
        "span.form-label",
        {},
        component.label ?? inner.label,
        needed && el("span.form-needed", { title: "needed" }, "*"),
      ),
      component.description && el("small.form-detail", {}, component.description),
      field.element,
    );
  }

  async function submit(event) {
    event.preventDefault();
    const read = fields.map(([name, field]) => [name, field.read()]);
    const values = Object.fromEntries(read.filter(([, value]) => value !== undefined));
    const files = fields.flatMap(([name, field]) => (field.files?.() ?? []).map((file) => [name, file]));
    send.disabled = true;
    try {
      await submitForm(user_id, id, values, files);
      dialog.close();
    } catch (error) {
      refusal.textContent = error.message;
      refusal.hidden = false;
      send.disabled = false;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.[1].focus();
}

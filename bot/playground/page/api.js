/** What a person can do, as requests to the server. */

/** A refusal, with the server's one friendly sentence as its message. */
export class Refused extends Error {}

const request = (method, path, body, query) => ask(method, ["people", ...path], body, query, "/page/api");

async function ask(method, path, body, query = {}, root = "/page") {
  const init = { method };
  if (body instanceof FormData) init.body = body;
  else if (body) Object.assign(init, { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  let response;
  try {
    const words = new URLSearchParams(query).toString();
    response = await fetch(`${root}/${path.map(encodeURIComponent).join("/")}${words && `?${words}`}`, init);
  } catch {
    throw new Refused("The playground does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.message ?? `The playground refused that (${response.status}).`);
  return answer;
}

function multipart(payload, files) {
  const form = new FormData();
  form.append("payload_json", JSON.stringify(payload));
  for (const [field, file] of files) form.append(field, file, file.name);
  return form;
}

/**
 * @param {string} person
 * @param {{channelId: string, content: string, replyTo?: string, files: File[], stickers?: string[]}} message
 */
export function sendMessage(person, { channelId, content, replyTo, files, stickers = [] }) {
  const payload = { channel_id: channelId, content, sticker_ids: stickers };
  if (replyTo) payload.message_reference = { message_id: replyTo };
  return request(
    "POST",
    [person, "messages"],
    multipart(
      payload,
      files.map((file, index) => [`files[${index}]`, file]),
    ),
  );
}

/** Change the words of a message. */
export function editMessage(person, { channel_id, id }, content) {
  return request("PATCH", [person, "messages", channel_id, id], { content });
}

/**
 * What was said before a message, oldest first.
 *
 * @returns {Promise<{messages: object[], older: boolean}>}
 */
export function olderMessages(person, channelId, before) {
  return request("GET", [person, "history", channelId], null, { before });
}

/** Let a person's Discord be in another language. */
export function speak(person, locale) {
  return request("PUT", [person, "locale"], { locale });
}

/** Take a message back. */
export function deleteMessage(person, { channel_id, id }) {
  return request("DELETE", [person, "messages", channel_id, id]);
}

/**
 * Add or take away a reaction.
 *
 * @param {string} person
 * @param {object} message
 * @param {{id: string|null, name: string}} emoji
 * @param {boolean} wanted
 */
export function setReaction(person, { channel_id, id }, emoji, wanted) {
  const code = emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name;
  return request(wanted ? "PUT" : "DELETE", [person, "reactions", channel_id, id, code]);
}

/**
 * Run a slash command.
 *
 * @param {string} person
 * @param {{channelId: string, name: string, options: object, files: Map<string, File>}} command `files` by option name
 */
export function runCommand(person, { channelId, name, options, files }) {
  const fields = [...files].map(([option, file]) => [`option:${option}`, file]);
  return request("POST", [person, "commands"], multipart({ channel_id: channelId, name, options }, fields));
}

/** Ask the bot what to suggest while an option is being typed. */
export async function autocomplete(person, { channelId, name, options, focused }) {
  const { choices } = await request("POST", [person, "autocomplete"], {
    channel_id: channelId,
    name,
    options,
    focused,
  });
  return choices;
}

/** Press a button under a message. */
export function press(person, { channel_id, id }, customId) {
  return request("POST", [person, "components"], { channel_id, message_id: id, custom_id: customId });
}

/** Choose in a menu of a message. */
export function choose(person, { channel_id, id }, customId, values) {
  return request("POST", [person, "components"], { channel_id, message_id: id, custom_id: customId, values });
}

/**
 * Use what the bot offers in the menu of a message or of a person.
 *
 * @param {string} person
 * @param {{channel_id: string, name: string, message_id?: string, user_id?: string}} target
 */
export function invokeOn(person, target) {
  return request("POST", [person, "menus"], target);
}

/**
 * Send a form that the bot has opened.
 *
 * @param {string} person
 * @param {string} interaction
 * @param {object} values by custom id
 * @param {[string, File][]} files each with the custom id of its field
 */
export function submitForm(person, interaction, values, files) {
  const fields = files.map(([name, file], index) => [`option:${name}#${index}`, file]);
  return request("POST", [person, "forms", interaction], multipart({ values }, fields));
}

/** Send a message on to another channel. */
export function forwardMessage(person, { channel_id, id }, to) {
  return request("POST", [person, "forwards"], { channel_id, message_id: id, to });
}

/** Start a thread, from a message when one is named. */
export function startThread(person, { channel_id, message_id, name }) {
  return request("POST", [person, "threads"], { channel_id, message_id, name });
}

/** Found a server with the bot and everybody in it. */
export function foundServer(person, name) {
  return request("POST", [person, "guilds"], { name });
}

/** How engines, queue and faults are. */
export function readOperator() {
  return ask("GET", ["operator"]);
}

/** Let something go wrong. */
export function makeTrouble(name, channelId) {
  return ask("POST", ["operator", "troubles", name], null, { channel: channelId });
}

/** Let everything work again. */
export function healTroubles() {
  return ask("DELETE", ["operator", "troubles"]);
}

/** Let the others see that this person is writing. */
export function sayTyping(person, channelId) {
  return request("POST", [person, "typing"], { channel_id: channelId });
}

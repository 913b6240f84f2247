/**
 * Everything the page knows, and the one place where it changes: the server's events come in through `receive`, the
 * address through `settle`; whoever draws listens for the events that `State` dispatches.
 *
 * Dispatched: `hello`, `moved` (another speaker or channel), `older`, `channels`, `commands`, `bot`, `unread`, with a detail
 * `created` / `updated` / `deleted` (a message), `typing`, `interaction`.
 */

import { inWords } from "./locale.js";
import { Channel } from "./numbers.js";
import { nameOf } from "./people.js";

export class State extends EventTarget {
  /** @type {Map<string, object>} */ guilds = new Map();
  /** the guild on show, or the last one that was */ guild = null;
  bot = null;
  botOnline = false;
  /** channels with messages that are not here yet */ older = new Set();
  /** @type {Map<string, object>} */ people = new Map();
  /** @type {Map<string, object>} */ channels = new Map();
  /** @type {Map<string, Map<string, object>>} channel id -> message id -> message, oldest first */ messages =
    new Map();
  /** @type {Map<string, object>} interactions under way or failed */ interactions = new Map();
  unread = new Set();
  /** the person who speaks */ me = null;
  /** the channel on show */ here = null;

  /** Take in one event of the live connection. Unknown ones are left for a newer page. */
  receive(type, data) {
    const handler = HANDLERS[type];
    if (handler) handler.call(this, data);
  }

  /** Choose speaker and channel as the address asks, or as near to it as what exists allows. */
  settle({ as, place }) {
    const people = [...this.people.values()];
    const wanted = as?.toLowerCase();
    this.me =
      people.find((person) => [nameOf(person), person.username].some((name) => name.toLowerCase() === wanted)) ??
      this.people.get(this.me?.id) ??
      people[0];
    const rooms = this.roomsOf(this.me);
    this.here =
      rooms.find((room) => this.placeName(room) === place) ??
      rooms.find((room) => room.id === this.here?.id) ??
      rooms[0];
    const guilds = this.guildsOf(this.me);
    this.guild =
      this.guilds.get(this.here?.guild_id) ?? guilds.find((guild) => guild.id === this.guild?.id) ?? guilds[0] ?? null;
    this.unread.delete(this.here?.id);
    this.tell("moved");
  }

  /** The commands, described in the language of whoever speaks. */
  commandsInWords() {
    return this.commands.map((command) => inWords(command, this.me.locale));
  }

  /** The servers that a person is in. */
  guildsOf(person) {
    return [...this.guilds.values()].filter((guild) => guild.member_ids.includes(person.id));
  }

  /** The channels a person may see: those of their servers, unless they are hidden from them, and their direct ones. */
  roomsOf(person) {
    const isOpen = ({ guild_id, hidden_from, recipient_ids, type, member_ids }) => {
      if (type === Channel.DIRECT) return recipient_ids.includes(person.id);
      if (!this.guilds.get(guild_id)?.member_ids.includes(person.id) || hidden_from.includes(person.id)) return false;
      return type !== Channel.PRIVATE_THREAD || member_ids.includes(person.id);
    };
    return [...this.channels.values()].filter(isOpen);
  }

  /** The channels and threads of the server on show that the speaker may see. */
  roomsHere() {
    return this.roomsOf(this.me).filter((room) => room.guild_id && room.guild_id === this.guild?.id);
  }

  get commands() {
    return this.guild?.commands ?? [];
  }

  get roles() {
    return this.guild?.roles ?? [];
  }

  get emojis() {
    return this.guild?.emojis ?? [];
  }

  get stickers() {
    return this.guild?.stickers ?? [];
  }

  /** The threads of a channel that a person may see and that are not put away. */
  threadsOf(channel, person) {
    return this.roomsOf(person).filter((room) => room.parent_id === channel.id && !room.archived);
  }

  isThread(channel) {
    return Boolean(channel.parent_id);
  }

  isDirect(channel) {
    return channel.type === Channel.DIRECT;
  }

  /** A channel's name as it stands in the address; everyone's conversation with the bot has the same one. */
  placeName(channel) {
    if (this.isDirect(channel)) return `@${nameOf(this.bot)}`;
    // Threads may be named alike, in one channel too.
    const name = this.isThread(channel) ? `${channel.name}~${channel.id}` : channel.name;
    const [first] = this.guilds.values();
    return channel.guild_id === first.id ? name : `${this.guilds.get(channel.guild_id).name}/${name}`;
  }

  /** Put what was said earlier before what is here. */
  prepend(channelId, { messages, older }) {
    const known = this.messages.get(channelId) ?? new Map();
    this.messages.set(channelId, new Map([...byId(messages), ...known]));
    if (!older) this.older.delete(channelId);
    this.tell("older");
  }

  user(id) {
    return this.people.get(id) ?? (this.bot?.id === id ? this.bot : null);
  }

  role(id) {
    return [...this.guilds.values()].flatMap(({ roles }) => roles).find((role) => role.id === id) ?? null;
  }

  message(channelId, messageId) {
    return this.messages.get(channelId)?.get(messageId) ?? null;
  }

  /** The message that this one answers, as fresh as it is known; nothing when it answers none, or when that is gone. */
  answeredBy({ channel_id, message_reference: reference, referenced_message: snapshot }) {
    if (!reference?.message_id) return null;
    return this.message(reference.channel_id ?? channel_id, reference.message_id) ?? snapshot ?? null;
  }

  /** The speaker's presses and commands that are under way or have failed, of one message or (without) of none. */
  pending(messageId = undefined) {
    return [...this.interactions.values()].filter(
      (each) => each.user_id === this.me.id && (each.message_id ?? undefined) === messageId,
    );
  }

  /** What the speaker sees here: an ephemeral message is for one person only. */
  visible() {
    const all = this.here ? [...(this.messages.get(this.here.id)?.values() ?? [])] : [];
    return all.filter((message) => this.isVisible(message));
  }

  isVisible(message) {
    return !message.ephemeral_for || message.ephemeral_for === this.me.id;
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

const byId = (things) => new Map(things.map((thing) => [thing.id, thing]));

const HANDLERS = {
  HELLO(data) {
    this.bot = data.bot_user;
    this.botOnline = data.bot_online;
    this.older = new Set(data.older);
    this.people = byId(data.people);
    this.guilds = byId(data.guilds);
    this.channels = byId([...data.guilds.flatMap(({ channels }) => channels), ...data.directs]);
    this.messages = new Map(Object.entries(data.messages).map(([channel, messages]) => [channel, byId(messages)]));
    this.interactions.clear();
    this.tell("hello");
  },

  MESSAGE_CREATE(message) {
    if (!this.messages.has(message.channel_id)) this.messages.set(message.channel_id, new Map());
    this.messages.get(message.channel_id).set(message.id, message);
    this.tell("created", message);
    if (message.channel_id !== this.here?.id && message.author.id !== this.me?.id && this.isVisible(message)) {
      this.unread.add(message.channel_id);
      this.tell("unread");
    }
  },

  MESSAGE_UPDATE(message) {
    const channel = this.messages.get(message.channel_id);
    if (!channel?.has(message.id)) return;
    channel.set(message.id, message);
    this.tell("updated", message);
  },

  MESSAGE_DELETE({ id, channel_id }) {
    const message = this.message(channel_id, id);
    this.messages.get(channel_id)?.delete(id);
    if (message) this.tell("deleted", message);
  },

  MESSAGES_DELETE({ ids, channel_id }) {
    for (const id of ids) HANDLERS.MESSAGE_DELETE.call(this, { id, channel_id });
  },

  REACTIONS({ channel_id, message_id, reactions }) {
    const message = this.message(channel_id, message_id);
    if (message) HANDLERS.MESSAGE_UPDATE.call(this, { ...message, reactions });
  },

  TYPING_START(typing) {
    this.tell("typing", typing);
  },

  COMMANDS({ commands }) {
    for (const guild of this.guilds.values()) guild.commands = commands[guild.id];
    this.tell("commands");
  },

  BOT_ONLINE({ online }) {
    this.botOnline = online;
    this.tell("bot");
  },

  CHANNEL({ channel }) {
    this.channels.set(channel.id, channel);
    if (this.here?.id === channel.id) this.here = channel;
    this.tell("channels");
  },

  CHANNEL_DELETE({ id }) {
    const gone = [...this.channels.values()].filter((each) => each.id === id || each.parent_id === id);
    for (const each of gone) {
      this.channels.delete(each.id);
      this.messages.delete(each.id);
    }
    if (gone.some((each) => each.id === this.here?.id)) this.settle({ as: null, place: null });
    this.tell("channels");
  },

  GUILD(guild) {
    this.guilds.set(guild.id, guild);
    for (const channel of guild.channels) this.channels.set(channel.id, channel);
    if (this.guild?.id === guild.id) this.guild = guild;
    // Somebody may have lost the place that they look at.
    if (this.me && !this.roomsOf(this.me).some((room) => room.id === this.here?.id))
      this.settle({ as: null, place: null });
    else this.tell("channels");
  },

  PERSON({ person, channel }) {
    this.people.set(person.id, person);
    this.channels.set(channel.id, channel);
    this.tell("channels");
  },

  INTERACTION(interaction) {
    if (interaction.state === "acknowledged") this.interactions.delete(interaction.id);
    else {
      // A new attempt on the same message takes the failure of the last one off the screen.
      for (const [id, old] of this.interactions)
        if (old.state === "failed" && old.user_id === interaction.user_id && old.message_id === interaction.message_id)
          this.interactions.delete(id);
      this.interactions.set(interaction.id, interaction);
    }
    this.tell("interaction", interaction);
  },
};

/** Discord's numbers, each by its name. */

export const Channel = { TEXT: 0, DIRECT: 1, PRIVATE_THREAD: 12 };

export const Command = { CHAT_INPUT: 1, USER: 2, MESSAGE: 3 };

export const Option = {
  SUBCOMMAND: 1,
  GROUP: 2,
  INTEGER: 4,
  BOOLEAN: 5,
  USER: 6,
  CHANNEL: 7,
  ROLE: 8,
  MENTIONABLE: 9,
  NUMBER: 10,
  ATTACHMENT: 11,
};

export const Component = {
  ROW: 1,
  BUTTON: 2,
  STRING_SELECT: 3,
  TEXT_INPUT: 4,
  USER_SELECT: 5,
  ROLE_SELECT: 6,
  MENTIONABLE_SELECT: 7,
  CHANNEL_SELECT: 8,
  SECTION: 9,
  TEXT: 10,
  THUMBNAIL: 11,
  GALLERY: 12,
  FILE: 13,
  SEPARATOR: 14,
  CONTAINER: 17,
  FILE_UPLOAD: 19,
  RADIO_GROUP: 21,
  CHECKBOX_GROUP: 22,
  CHECKBOX: 23,
};

/** how a text field is laid out */
export const TextStyle = { PARAGRAPH: 2 };

export const Button = { LINK: 5 };

/** the types of message that a channel writes itself */
export const Notice = { PINNED: 6, THREAD_CREATED: 18, THREAD_STARTER: 21 };

/** bits of a message's flags */
export const Flag = { LOADING: 1 << 7, MADE_OF_COMPONENTS: 1 << 15 };

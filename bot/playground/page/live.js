/** The live connection: one WebSocket that comes back by itself. */

const FIRST_WAIT = 400;
const LONGEST_WAIT = 8000;

/**
 * Connect and stay connected. After a drop the server's first frame is a fresh HELLO, so nothing has to be replayed.
 *
 * @param {object} listener
 * @param {(type: string, data: object) => void} listener.onEvent
 * @param {(connected: boolean) => void} listener.onConnection
 */
export function connect({ onEvent, onConnection }) {
  let wait = FIRST_WAIT;
  let retry = null;

  const open = () => {
    retry = null;
    const socket = new WebSocket(new URL("/page/live", location.href.replace(/^http/, "ws")));
    socket.addEventListener("message", ({ data }) => {
      const { t, d } = JSON.parse(data);
      onEvent(t, d);
      if (t !== "HELLO") return;
      wait = FIRST_WAIT;
      onConnection(true);
    });
    socket.addEventListener("close", () => {
      onConnection(false);
      retry = setTimeout(open, wait);
      wait = Math.min(wait * 1.7, LONGEST_WAIT);
    });
  };

  // A laptop that wakes up should not sit out the rest of a long wait.
  const hurry = () => {
    if (retry === null || document.visibilityState === "hidden") return;
    clearTimeout(retry);
    open();
  };
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);

  open();
}

/** How files reach the page: dropped anywhere on it, or pasted. */

/**
 * @param {(files: File[]) => void} take
 */
export function acceptFiles(take) {
  const veil = document.querySelector("#drop-veil");
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  // Entering a child fires before leaving its parent: the veil goes when as many are left as were entered.
  let depth = 0;
  const setDepth = (value) => {
    depth = value;
    veil.hidden = depth <= 0;
  };

  addEventListener("dragenter", (event) => carriesFiles(event) && setDepth(depth + 1));
  addEventListener("dragleave", (event) => carriesFiles(event) && setDepth(depth - 1));
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  addEventListener("drop", (event) => {
    setDepth(0);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  addEventListener("paste", (event) => {
    const { files, types } = event.clipboardData;
    // An office program puts a picture of the text beside the text: then the text is what was meant.
    if (!files.length || types.includes("text/plain")) return;
    event.preventDefault();
    take([...files]);
  });
}

// Texts that cannot be read whole: beyond the edge of the page, or of an ancestor that clips.
() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) {
    found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  }
  // For screen readers only, beyond the left edge until it has the focus, or scrolled by whoever
  // wants to see the rest.
  const apart = (style, box) =>
    box.width <= 1 || box.height <= 1 || box.right <= 0 || style.clipPath !== "none";
  const scrolls = (style) => ["auto", "scroll"].includes(style.overflowX);
  const clips = (style) => ["hidden", "clip"].includes(style.overflowX);
  const holder = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at), box = at.getBoundingClientRect();
      if (apart(style, box) || scrolls(style)) return null;
      if (clips(style)) return box;
    }
    return { left: 0, right: width };
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || !text.parentElement.checkVisibility()) continue;
    const around = holder(text.parentElement);
    if (!around) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.left < around.left - 1 || box.right > around.right + 1) {
        found.push(`“${text.data.trim().slice(0, 60)}” from ${box.left} to ${box.right}`);
        break;
      }
    }
  }
  for (const control of document.querySelectorAll("input:not([type=hidden]), select, button, textarea, a")) {
    if (!control.checkVisibility()) continue;
    const around = holder(control), box = control.getBoundingClientRect();
    if (around && (box.left < around.left - 1 || box.right > around.right + 1)) {
      found.push(`${control.tagName} ${control.name || control.textContent.trim()} sticks out`);
    }
    // A choice that is wider than its box shows only half of what is chosen.
    if (control.matches("select, button") && control.scrollWidth > control.clientWidth + 1) {
      found.push(`${control.tagName} ${control.name || control.textContent.trim()} is too narrow`);
    }
  }
  // A word that stands letter under letter: more lines than words. Addresses may break.
  for (const label of document.querySelectorAll("button span, a.button span, th, dt, label, legend, h1, h2")) {
    const words = label.textContent.trim().split(/[\s/–-]+/).length;
    const range = document.createRange();
    range.selectNodeContents(label);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
    const lines = new Set(boxes.map((box) => Math.round(box.bottom))).size;
    if (label.checkVisibility() && !label.textContent.includes("@") && lines > words) {
      found.push(`“${label.textContent.trim()}” is broken into ${lines} lines`);
    }
  }
  return found;
}

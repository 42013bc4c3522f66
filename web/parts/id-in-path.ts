// Browsers resolve segments of dots, even when they are escaped.
const dots = /^~*\.\.?$/;
const markedDots = /^~+\.\.?$/;

/** An id as one segment of an address. Every id has its own, and `idFromPath` reads it back. */
export function idInPath(id: string): string {
  return encodeURIComponent(dots.test(id) ? `~${id}` : id);
}

/** The id in a segment of an address as the browser shows it: still escaped. */
export function idFromPath(segment: string): string {
  const text = unescaped(segment);
  return markedDots.test(text) ? text.slice(1) : text;
}

function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // Typed by hand: taken literally.
  }
}

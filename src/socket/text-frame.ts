const FINAL_TEXT = 0x81;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/**
 * A server's WebSocket frame for a text in two parts: its own beginning and a shared rest. One buffer, so that a message
 * costs one write; through ws it would cost two.
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export function textFrame(beginning: string, rest: Buffer): Buffer {
  const beginningLength = Buffer.byteLength(beginning);
  const length = beginningLength + rest.length;
  const start = length < TWO_BYTES ? 2 : length < 2 ** 16 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  if (start === 2) {
    frame[1] = length;
  } else if (start === 4) {
    frame[1] = TWO_BYTES;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = EIGHT_BYTES;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(beginning, start);
  rest.copy(frame, start + beginningLength);
  return frame;
}

/** Calls back when another tab of this browser changes the stored value of a key. */
export function onStoredElsewhere(key: string, tell: () => void): void {
  window.addEventListener('storage', (event) => {
    // No key: everything was cleared.
    if (event.key === key || event.key === null) tell();
  });
}

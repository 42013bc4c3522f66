/** Tells when another tab of this browser has changed what is kept under a key. */
export function onStoredElsewhere(key: string, tell: () => void): void {
  window.addEventListener('storage', (event) => {
    // No key: everything was cleared.
    if (event.key === key || event.key === null) tell();
  });
}

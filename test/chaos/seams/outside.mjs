/** Asks the outside world of the campaign, and waits for its answer however long that takes. */
export async function ask(what, request) {
  const response = await fetch(`${process.env.OUTSIDE_WORLD_URL}/${what}`, {
    method: 'POST',
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new Error(`${what} answered ${response.status}`);
  return response.json();
}

/**
 * What an operation goes on with when its client gave up its id: it never does. graphql-ws looks operations up by
 * id, so one that came to its end would end whatever has the id by then. A new promise each time, held by none but
 * those who wait for it, so that they go together.
 */
export function givenUp(): Promise<never> {
  return new Promise(() => {});
}

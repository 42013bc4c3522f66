import { buildSchema, GraphQLError, graphqlSync } from 'graphql';
import { describe, expect, test } from 'vitest';
import { badInput, forbidden, unavailable } from '../../src/errors/api-errors.js';
import { errorPresenter } from '../../src/graphql/present-error.js';
import { ApiMetrics } from '../../src/metrics/api-metrics.js';

const schema = buildSchema(
  'type Query { field(size: Int!, kind: Kind): String!, list: [Int!]! } enum Kind { ONE }',
);

/** What a client sees when a resolver throws this, and what is logged. */
function presented(thrown: unknown) {
  const { errors = [] } = graphqlSync({
    schema,
    source: '{ field(size: 1) }',
    rootValue: {
      field: () => {
        throw thrown;
      },
    },
  });
  return shown(errors[0]);
}

function shown(error: unknown) {
  const logged: object[] = [];
  const present = errorPresenter({ error: (details) => logged.push(details) }, new ApiMetrics());
  return { shown: present(error, 'http'), logged };
}

describe('what a resolver throws', () => {
  test.each([
    ['BAD_USER_INPUT', badInput('the page')],
    ['FORBIDDEN', forbidden('not you')],
    ['UNAVAILABLE', unavailable('later')],
  ])('%s reaches the client unchanged', (code, error) => {
    const { shown, logged } = presented(error);
    expect(shown).toMatchObject({ message: error.message, path: ['field'], extensions: { code } });
    expect(logged).toEqual([]);
  });

  test.each([
    [
      'a refused connection',
      Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), { code: 'ECONNREFUSED' }),
    ],
    ['a name that cannot be looked up', Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' })],
    ['all addresses refused', new AggregateError([Object.assign(new Error(''), { code: 'ECONNREFUSED' })])],
    ['a query that timed out', new Error('Query read timeout')],
    ['no free connection', new Error('timeout exceeded when trying to connect')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
  ])('%s is UNAVAILABLE, without its details', (_, error) => {
    const { shown, logged } = presented(error);
    expect(shown).toMatchObject({
      message: 'The database cannot be reached for now',
      extensions: { code: 'UNAVAILABLE' },
    });
    expect(logged).toEqual([]);
  });

  test.each([
    ['a wrong use of Node', Object.assign(new Error('password'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['a fault of the code', new TypeError('password is not a function')],
    ['no error at all', 'secret'],
    ['an error of graphql-js without a code', new GraphQLError('secret')],
  ])('%s is masked, and goes to the log', (_, error) => {
    const { shown, logged } = presented(error);
    expect(shown).toMatchObject({ path: ['field'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(JSON.stringify(shown)).not.toMatch(/secret|password/);
    expect(logged).toHaveLength(1);
  });
});

test('null where the schema has none is a fault of ours', () => {
  const { errors } = graphqlSync({ schema, source: '{ list }', rootValue: { list: () => null } });
  expect(shown(errors?.[0]).shown.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
});

test('null in a variable, where the argument must not be null, is bad input', () => {
  const source = 'query ($size: Int = 1) { field(size: $size) }';
  const { errors } = graphqlSync({ schema, source, variableValues: { size: null } });
  const result = shown(errors?.[0]);
  expect(result.shown).toMatchObject({ path: ['field'], extensions: { code: 'BAD_USER_INPUT' } });
  expect(result.logged).toEqual([]);
});

describe('what a document gets wrong', () => {
  test.each([
    ['GRAPHQL_PARSE_FAILED', '{ field('],
    ['GRAPHQL_VALIDATION_FAILED', '{ nothing }'],
    ['BAD_USER_INPUT', '{ field(size: "one") }'],
    ['BAD_USER_INPUT', '{ field }'],
    ['BAD_USER_INPUT', '{ field(size: 1, kind: TWO) }'],
    ['BAD_USER_INPUT', 'query ($size: Int!) { field(size: $size) }'],
  ])('%s: %s', (code, source) => {
    const { errors } = graphqlSync({ schema, source });
    const result = shown(errors?.[0]);
    expect(result.shown.extensions?.code).toBe(code);
    expect(result.logged).toEqual([]);
  });
});

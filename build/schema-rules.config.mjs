import graphql from '@graphql-eslint/eslint-plugin';

const { 'flat/schema-relay': relay, 'flat/schema-recommended': recommended } = graphql.configs;

/** What the emitted schema has to hold beside the contract: the rules of Relay and of schemas in general. */
export default [
  {
    files: ['**/schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...relay.rules,
      ...recommended.rules,
      // Lists that are short by nature (items, fulfillments), and `nodes`, hold no edges.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      ],
      // What has no life of its own has no id: it belongs to what holds it, and caches keep it there.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            suffixes: ['Connection', 'Edge', 'Payload', 'ListChange'],
            types: [
              ...['Actor', 'Address', 'Cancellation', 'Money', 'OrderItem', 'StockLevel', 'TrackingEvent'],
              ...['FraudSettings', 'PageInfo', 'Stats', 'UserError', 'Viewer'],
            ],
          },
        },
      ],
      // `Actor.actorId` and `Viewer.actorId`: an `id` would make caches take one person for a thing of the API.
      '@graphql-eslint/no-typename-prefix': 'off',
      // The three roots say nothing that their fields do not say.
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          ignoredSelectors: ['[type=ObjectTypeDefinition][name.value=/^(Query|Mutation|Subscription)$/]'],
        },
      ],
    },
  },
];

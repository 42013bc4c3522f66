import graphql from '@graphql-eslint/eslint-plugin';

const { 'flat/schema-relay': relay, 'flat/schema-recommended': recommended } = graphql.configs;

/** Rules for the emitted schema besides the contract: those of Relay and of schemas in general. */
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
      // Inherently short lists (items, fulfillments) and `nodes` have no edges.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Types that are part of their parent have no id: caches keep them in the parent.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            suffixes: ['Connection', 'Edge', 'Payload', 'ListChange'],
            types: [
              ...[
                'Actor',
                'Address',
                'Cancellation',
                'DeliveryWindow',
                'Money',
                'OrderItem',
                'StockLevel',
                'TrackingEvent',
              ],
              ...['FraudSettings', 'PageInfo', 'Stats', 'UserError', 'Viewer', 'WebhookFailure'],
              ...['InvoiceAmounts', 'OrderQuote', 'OrderQuoteResult', 'QuotedFulfillment'],
              ...['TrackedOrder', 'TrackedParcel', 'TrackedItem', 'TrackedEvent', 'TrackingLink'],
            ],
          },
        },
      ],
      // `Actor.actorId` and `Viewer.actorId`: caches would take an `id` for that of an object of the API.
      '@graphql-eslint/no-typename-prefix': 'off',
      // Descriptions of the three root types would only repeat their fields.
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

import { useQuery } from '@apollo/client/react';
import { useStream } from '../client/use-stream.js';
import { FraudSettingsDocument, FraudSettingsUpdatedDocument } from '../generated/graphql.js';

/** Says that all charges are declined at the moment, on the pages of managers and operators. */
export function MaintenanceBanner() {
  const { data } = useQuery(FraudSettingsDocument, { fetchPolicy: 'cache-and-network' });
  useStream(FraudSettingsUpdatedDocument, {});
  return (
    <div role="status">
      {data?.fraudSettings?.maintenanceMode && (
        <p className="banner" data-tone="bad">
          Maintenance: every charge is declined.
        </p>
      )}
    </div>
  );
}

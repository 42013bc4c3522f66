import { useQuery } from '@apollo/client/react';
import { useStream } from '../client/use-stream.js';
import { FraudSettingsDocument, FraudSettingsUpdatedDocument } from '../generated/graphql.js';

/** Says on every page of who could wonder that nobody is charged at the moment. */
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

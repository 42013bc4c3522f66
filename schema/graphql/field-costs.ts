import { Extensions } from 'type-graphql';

/** What the cost of a document is reckoned from, field by field. */
export interface FieldCosts {
  /** How many entries a list may have; PAGE: as many as the `first` or `last` of the field around it. */
  readonly maxSize?: number | 'PAGE';
  /** What the field costs by itself, in fields; more than 1 where it causes a read. */
  readonly price?: number;
  /** Whether a subscription watches a list: each with other arguments costs something at every change. */
  readonly isLiveList?: boolean;
}

/** Declares what a field costs. The API does not start with a list that declares no greatest size. */
export function Costs(costs: FieldCosts): MethodDecorator & PropertyDecorator & ClassDecorator {
  return Extensions({ costs });
}

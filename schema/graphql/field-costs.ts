import { Extensions } from 'type-graphql';

/** What a field adds to the cost of an operation. */
export interface FieldCosts {
  /** The maximum length of a list; PAGE: the `first` or `last` of the field around it. */
  readonly maxSize?: number | 'PAGE';
  /** The cost of the field itself: 1, or more where it causes a read. */
  readonly price?: number;
  /** Whether the subscription watches a list: every distinct list costs work at every change. */
  readonly isLiveList?: boolean;
}

/** Declares the cost of a field. The API does not start while a list lacks its `maxSize`. */
export function Costs(costs: FieldCosts): MethodDecorator & PropertyDecorator & ClassDecorator {
  return Extensions({ costs });
}

import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { Permission } from '../auth/permissions.js';
import { mayDo, permissions } from '../auth/permissions.js';
import { forbidden } from '../errors/api-errors.js';
import type { RequestContext } from '../resolvers/context.js';

/**
 * Checks the permission of every query, mutation and subscription before its resolver runs. The process does not start
 * while a root field lacks a rule, so that none can be forgotten.
 */
export function guardRootFields(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) {
    for (const field of Object.values(root?.getFields() ?? {})) guard(field);
  }
}

function guard(field: GraphQLField<unknown, RequestContext>): void {
  const { name, resolve, subscribe } = field;
  if (!isPermission(name)) throw new Error(`The root field ${name} has no rule in the table of permissions`);
  if (subscribe) {
    field.subscribe = (source, args, context, info) => {
      requirePermission(context, name);
      return subscribe(source, args, context, info);
    };
  } else if (resolve) {
    field.resolve = (source, args, context, info) => {
      requirePermission(context, name);
      return resolve(source, args, context, info);
    };
  }
}

function requirePermission({ caller }: RequestContext, permission: Permission): void {
  if (!mayDo(caller, permission)) throw forbidden(`The role ${caller.role} may not use ${permission}`);
}

function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}

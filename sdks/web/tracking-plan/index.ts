export { type PlanReading, readPlan } from './read-plan.ts';
export type { AttributeType, PlannedAttribute, PlannedEvent, TrackingPlan } from './tracking-plan.ts';
export { asTyped, type TypedClient, type TypedEvent } from './typed-client.ts';
export { typesOf } from './types-of.ts';

import type { KnownUnit, PlanReading } from './reading'
import type { SourceDocument } from './source'

/** Reads a plan out of its paragraphs and tables. Pure; `register` only adds warnings, it never changes what is read. */
export function readPlan(_source: SourceDocument, _register: KnownUnit[] = []): PlanReading {
  return {
    document: {
      title: null,
      issuer: null,
      docNumber: null,
      issuedOn: null,
      periodStart: null,
      periodEnd: null,
      stage: 'issued',
    },
    tasks: [],
    units: [],
    indicators: [],
    targets: [],
    sections: [],
    warnings: [],
  }
}

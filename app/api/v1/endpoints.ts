import type { Endpoint } from './endpoint'
import { changeEndpoints } from './endpoints/changes'
import { consequenceEndpoints } from './endpoints/consequences'
import { consultationEndpoints } from './endpoints/consultations'
import { fileEndpoints } from './endpoints/files'
import { inspectionEndpoints } from './endpoints/inspections'
import { overviewEndpoints } from './endpoints/overview'
import { planEndpoints } from './endpoints/plans'
import { rectificationEndpoints } from './endpoints/rectifications'
import { reportEndpoints } from './endpoints/reports'
import { reviewEndpoints } from './endpoints/reviews'
import { taskEndpoints } from './endpoints/tasks'
import { unitEndpoints } from './endpoints/units'

/** The public API, a row an operation: dispatched, described and tested from here. */
export const endpoints: readonly Endpoint[] = [
  ...overviewEndpoints,
  ...planEndpoints,
  ...consultationEndpoints,
  ...taskEndpoints,
  ...reportEndpoints,
  ...reviewEndpoints,
  ...changeEndpoints,
  ...inspectionEndpoints,
  ...rectificationEndpoints,
  ...consequenceEndpoints,
  ...fileEndpoints,
  ...unitEndpoints,
]

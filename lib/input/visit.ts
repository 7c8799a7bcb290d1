import { z } from 'zod'
import { checkVerdicts, findingSeverities } from '@/lib/domain/inspection/states'
import { idInput } from './task'

const uuidInput = z.uuid()
const momentInput = z.iso.datetime({ offset: true })

/** Where it was checked; only where the item of the checklist asks for it. Degrees (WGS 84) and metres. */
const placeInput = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().nonnegative().max(100_000),
})

/** A problem as it is seen on site; also what its form checks. */
export const findingInput = z.object({
  uuid: uuidInput,
  itemId: idInput.nullable().default(null),
  /** The responsible unit, one of those that the inspection covers. */
  unitId: idInput,
  severity: z.enum(findingSeverities),
  standard: z.string().trim().min(1, '请写明对照的标准').max(1000, '标准不超过 1000 字'),
  fact: z.string().trim().min(1, '请写明事实').max(5000, '事实不超过 5000 字'),
  foundAt: momentInput,
  relapseOfId: idInput.nullable().default(null),
  /** Taken back on the device before the inspection was concluded. */
  isRemoved: z.boolean().default(false),
})

/**
 * What a device sends of a visit: all that the server has not confirmed yet, each piece with a number of its own, so that
 * the same piece sent twice is one piece. Times are the device's; of two answers to one item the later one holds.
 */
export const saveVisitInput = z.object({
  visitId: idInput,
  answers: z
    .array(
      z.object({
        uuid: uuidInput,
        itemId: idInput,
        verdict: z.enum(checkVerdicts),
        note: z.string().trim().max(2000, '说明不超过 2000 字').default(''),
        answeredAt: momentInput,
        place: placeInput.nullable().default(null),
      }),
    )
    .max(500)
    .default([]),
  findings: z.array(findingInput).max(200).default([]),
  /** Of an answer or a finding, by its number; the upload is finished and waits in the staging place. */
  photos: z
    .array(
      z.object({
        uuid: uuidInput,
        of: uuidInput,
        uploadId: z.string().min(1).max(200),
        name: z.string().trim().min(1).max(200),
        takenAt: momentInput,
      }),
    )
    .max(200)
    .default([]),
  /** Of those present; nobody has to sign. */
  signatures: z
    .array(
      z.object({
        uuid: uuidInput,
        uploadId: z.string().min(1).max(200),
        name: z.string().trim().min(1, '请填写姓名').max(50),
        duty: z.string().trim().max(100).default(''),
        signedAt: momentInput,
      }),
    )
    .max(20)
    .default([]),
  notes: z
    .object({ text: z.string().max(10_000, '记录不超过 10000 字'), at: momentInput })
    .nullable()
    .default(null),
})
export type SaveVisitInput = z.output<typeof saveVisitInput>

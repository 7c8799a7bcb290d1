import { z } from 'zod'
import { idInput } from './task'

const cell = z.string().max(500)
const row = { row: z.number().int().positive() }

/** Rows as the table has them, texts only: what is wrong with them is said row by row, not field by field. */
const unitRowInput = z.object({
  ...row,
  name: cell,
  kind: cell,
  parent: cell,
  isOffice: cell,
  aliases: cell,
  position: cell,
})
const personRowInput = z.object({
  ...row,
  name: cell,
  userName: cell,
  unit: cell,
  role: cell,
  title: cell,
  phone: cell,
  email: cell,
})

const MOST_UNITS = 1000
const MOST_PEOPLE = 500

export const importOrganisationInput = z.object({
  jurisdictionId: idInput,
  units: z.array(unitRowInput).max(MOST_UNITS, `一次最多导入 ${MOST_UNITS} 个单位`),
  people: z.array(personRowInput).max(MOST_PEOPLE, `一次最多导入 ${MOST_PEOPLE} 名人员`),
  /** False only checks and writes nothing. */
  confirm: z.boolean(),
})

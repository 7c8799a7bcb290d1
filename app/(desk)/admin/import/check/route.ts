import { currentContext } from '@/lib/auth/desk'
import { importOrganisation } from '@/lib/commands/import-organisation'
import { run } from '@/lib/commands/run'
import { readOrganisation } from '@/lib/documents/organisation-sheets'
import { DocumentRefused } from '@/lib/documents/read/refused'
import { roleHas } from '@/lib/domain/permission/can'
import { Refusal } from '@/lib/domain/refusals'
import { logUnexpected } from '@/lib/platform/log'

const MOST_BYTES = 5 * 1024 * 1024

const refused = (message: string, status: number): Response => Response.json({ ok: false, message }, { status })

/** Reads an uploaded table and says row by row what is wrong and what would be written. Writes nothing. */
export const POST = async (request: Request): Promise<Response> => {
  const desk = await currentContext('web')
  if (!desk) return refused(new Refusal('notSignedIn').message, 401)
  // Parsing a workbook is work; only those who could import one may ask for it. Where, the command decides.
  if (!roleHas(desk.context.actor.role, 'person.manage')) return refused(new Refusal('notFound').message, 404)
  try {
    const form = await request.formData()
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0) return refused('请选择填好的 Excel 表。', 422)
    if (file.size > MOST_BYTES) return refused('文件超过 5 MB，请只保留“单位”和“人员”两张工作表后重新上传。', 413)
    const rows = await readOrganisation(await file.arrayBuffer())
    const input = { ...rows, jurisdictionId: Number(form.get('jurisdictionId')), confirm: false }
    const { check } = await run(desk.db, desk.context, importOrganisation, input)
    return Response.json({ ok: true, input, check })
  } catch (error) {
    if (error instanceof DocumentRefused) return refused(error.message, 422)
    if (error instanceof Refusal) return refused([error.message, ...Object.values(error.fields)].join(''), error.status)
    return refused(`系统出错，请稍后再试。编号 ${logUnexpected(error)}。`, 500)
  }
}

import { currentContext } from '@/lib/auth/desk'
import { organisationTemplate } from '@/lib/documents/organisation-sheets'
import { roleHas } from '@/lib/domain/permission/can'

const name = encodeURIComponent('单位和人员导入模板.xlsx')

export const GET = async (): Promise<Response> => {
  const desk = await currentContext('web')
  if (!desk || !roleHas(desk.context.actor.role, 'person.manage')) return new Response(null, { status: 404 })
  return new Response(await organisationTemplate(), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    },
  })
}

import { getDb } from '@/db/client'
import { faultSentence } from '@/lib/domain/audit/fault'
import { sealAudit } from '@/lib/jobs/seal-audit'
import { verifyAudit } from '@/lib/queries/verify-audit'

/** luoshi audit verify | seal. */
export async function auditCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args
  if (rest.length > 0 || (verb !== 'verify' && verb !== 'seal')) {
    console.error('用法：audit verify（验证审计记录）或 audit seal（立即封存）')
    return 2
  }
  if (verb === 'seal') {
    console.log(`已封存 ${await sealAudit(getDb(), { everywhere: true })} 条事件`)
    return 0
  }
  const verdict = await verifyAudit(getDb())
  if (verdict.fault) {
    console.error(`审计记录不完整：${faultSentence(verdict.fault)}。`)
    return 1
  }
  console.log(`审计记录完整：${verdict.seals} 次封存，${verdict.events} 条事件；另有 ${verdict.waiting} 条待封存。`)
  if (verdict.head) console.log(`最近一次封存：第 ${verdict.head.id} 号 ${verdict.head.hash}`)
  return 0
}

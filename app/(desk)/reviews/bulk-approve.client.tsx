'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { showFlash } from '@/app/_ui/flash.client'
import { approveManyAction } from './actions'

/** Reads the plain tick boxes of the list (name `pick`), so that the list itself stays server-rendered. */
const boxes = () => [...document.querySelectorAll<HTMLInputElement>('input[name=pick]')]

export function BulkApprove({ eligible }: { eligible: number }) {
  const router = useRouter()
  const [picked, setPicked] = useState(0)
  const [pending, start] = useTransition()

  useEffect(() => {
    const count = () => setPicked(boxes().filter((box) => box.checked).length)
    document.addEventListener('change', count)
    return () => document.removeEventListener('change', count)
  }, [])

  const tickAll = () => {
    const all = boxes()
    const on = all.some((box) => !box.checked)
    for (const box of all) box.checked = on
    setPicked(on ? all.length : 0)
  }

  const approve = () =>
    start(async () => {
      try {
        const chosen = boxes().filter((box) => box.checked)
        const outcome = await approveManyAction({
          reportIds: chosen.map((box) => Number(box.value)),
          versions: Object.fromEntries(chosen.map((box) => [box.value, Number(box.dataset.version)])),
        })
        if (!outcome.ok) {
          showFlash(outcome.message, 'error')
          router.refresh()
          return
        }
        const { approved, decidedBefore } = outcome.value
        setPicked(0)
        showFlash(`已通过 ${approved.length} 份${decidedBefore > 0 ? `；另有 ${decidedBefore} 份同事已先办理` : ''}`)
      } catch {
        showFlash('没有送达，请检查网络后再试。', 'error')
      }
    })

  if (eligible === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line pt-2">
      <Button variant="quiet" data-size="inline" onClick={tickAll}>
        {picked === eligible ? '全不选' : `全选无节点的 ${eligible} 份`}
      </Button>
      {picked > 0 ? (
        <Button aria-disabled={pending || undefined} onClick={pending ? undefined : approve}>
          {pending ? '正在办理…' : `批量通过 ${picked} 份`}
        </Button>
      ) : null}
    </div>
  )
}

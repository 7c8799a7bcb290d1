'use client'

import { Button } from './button'

export function PrintButton({ label = '打印' }: { label?: string }) {
  return (
    <Button variant="quiet" className="max-md:hidden" onClick={() => window.print()}>
      {label}
    </Button>
  )
}

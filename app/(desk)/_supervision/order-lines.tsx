import Link from 'next/link'
import { ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { ListedRectification } from '@/lib/queries/list-rectifications'
import { rectificationSign } from './rectification-sign'

/** Orders as lines on pages that are about something else: sign, what, by when. */
export function OrderLines({ orders, today }: { orders: readonly ListedRectification[]; today: CalendarDate }) {
  return (
    <ul>
      {orders.map((order) => (
        <li key={order.id} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-2">
          <Lamp {...rectificationSign(order.state, order)} />
          <span className="min-w-0 flex-1 basis-64">
            <Link className="row-link" href={`/rectifications/${order.id}`} prefetch={false}>
              整改 {order.orderNo}：{order.requirement}
            </Link>
            <span className="text-ink-3"> · {order.unit}</span>
          </span>
          <span className="text-ink-3">
            时限 <ShortDate on={order.dueOn} today={today} />
          </span>
        </li>
      ))}
    </ul>
  )
}
